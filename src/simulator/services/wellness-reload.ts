import { badRequest, json } from '../reply.ts'
import { dayOf, type Service } from '../routing.ts'

/** The request to bring the samples of an old day back out of the archive (DATA section 5, P). */
export const wellnessReload: Service = {
  name: 'wellness-reload',
  host: 'connectapi',
  routes: [
    {
      method: 'POST',
      path: '/wellness-service/wellness/epoch/request/{date}',
      answer({ vars }, { archive }) {
        const date = dayOf(vars.date)
        return date === null ? badRequest('Invalid date, expected yyyy-MM-dd') : json({ status: archive.request(date) })
      },
    },
  ],
}
