metadata description = 'What an alert is.'

@export()
@description('One alert: a query that yields one number, and when that number is bad.')
@sealed()
type alert = {
  name: string

  @description('What the mail\'s subject says.')
  title: string

  @description('The entry in the runbook: what it means, what to look at, what to do.')
  @minLength(100)
  description: string

  @description('0 critical, 1 error, 2 warning, 3 informational.')
  severity: 0 | 1 | 2 | 3

  @description('The resource whose tables are queried.')
  scope: string

  query: string

  @description('The column of the number.')
  measure: string

  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  window: 'PT30M' | 'PT1H' | 'P1D'
  every: 'PT15M' | 'PT1H'
}
