import { render } from 'preact'
import '../../styles/index.css'
import { Parts } from './parts.tsx'

const place = document.getElementById('app')
if (place !== null) render(<Parts />, place)
