-- # Providers compared
-- Chapter: Providers
-- Answers: for each provider with at least so many incidents: how many, how grave, how long, how often explained and acknowledged.
-- Beware: more incidents mean more attention as well as more failures: a provider that nobody writes about looks reliable. The median is over the incidents whose length is known; under ten of them it says little. The provider's page gives intervals.
-- :at_least incidents that a provider must have; empty for 2 (2)
SELECT provider, incidents, major_or_critical, duration_known, median_minutes, longest_minutes, cause_given,
    round(100.0 * acknowledged / incidents) AS acknowledged_percent, denied, first_incident_at, last_incident_at
FROM provider_reliability WHERE incidents >= CAST(coalesce(nullif(:at_least, ''), 2) AS INTEGER)
ORDER BY incidents DESC, provider LIMIT 500
