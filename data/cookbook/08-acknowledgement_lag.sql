-- # Hours between the first report and the vendor's word
-- Chapter: Providers
-- Answers: for each provider, in how many incidents both times are known, how often the vendor spoke first, and the median of the hours by which it came after the press.
-- Beware: by the clock alone: the press report may be about the first minutes and the vendor's page may have been written later with an earlier time. Below ten incidents the median says little. An article without a time of day counts from midnight.
-- :provider slug of a provider; empty for all ()
WITH known AS (
    SELECT provider, lead_minutes / 60 AS hours,
        row_number() OVER (PARTITION BY provider ORDER BY lead_minutes) AS place,
        count(*) OVER (PARTITION BY provider) AS number
    FROM press_lead WHERE lead_minutes IS NOT NULL AND provider IS NOT NULL AND :provider IN ('', provider))
SELECT provider, max(number) AS incidents, sum(hours < 0) AS vendor_first,
    round(avg(iif(place IN ((number + 1) / 2, (number + 2) / 2), hours, NULL)), 2) AS median_hours,
    round(min(hours), 2) AS earliest_hours, round(max(hours), 2) AS latest_hours
FROM known GROUP BY provider ORDER BY incidents DESC, provider LIMIT 500
