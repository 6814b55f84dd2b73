-- Two registration systems, one table. The former one writes full-width digits and letters (全角), which nfkc() folds.
SELECT s.patient_id,
       s.full_name,
       s.sex,
       s.birth_date,
       s.identity_number,
       s.mobile,
       s.address,
       s.registered_at
FROM raw.subjects s
UNION ALL
SELECT nfkc(g.patient_id),
       g.full_name,
       g.sex,
       g.birth_date,
       nfkc(g.identity_number),
       nfkc(g.mobile),
       nfkc(g.address),
       g.registered_at
FROM raw.subjects_gbk g
