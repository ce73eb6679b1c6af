import type { Config } from '../config.ts'
import type { Site } from './rules/record.ts'

export const siteOf = ({ baseUrl, funder, funderRor }: Config): Site => ({
  baseUrl,
  funder,
  funderRor,
})
