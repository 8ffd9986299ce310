/** The product's mark: days that are there, one that may still change, one that is missing. */
export function Mark() {
  return (
    <svg class="product-mark" viewBox="0 0 20 16" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="3.6" height="16" rx="1" />
      <rect x="5.2" y="0" width="3.6" height="16" rx="1" />
      <rect x="10.4" y="8" width="3.6" height="8" rx="1" class="half" />
      <rect x="16" y="0.6" width="3" height="14.8" rx="1" class="gone" />
    </svg>
  )
}
