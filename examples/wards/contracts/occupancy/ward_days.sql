WITH beds AS (
  SELECT ward, count(*) AS beds
  FROM wards.beds
  WHERE valid_to IS NULL
  GROUP BY ward
)
SELECT s.ward,
       CAST(s.started_at AS DATE)   AS day,
       count(*)                     AS stays,
       count(DISTINCT s.patient_id) AS patients,
       coalesce(max(b.beds), 0)     AS beds
FROM wards.stays s
LEFT JOIN beds b ON b.ward = s.ward
GROUP BY s.ward, CAST(s.started_at AS DATE)
