package dev.weir.examples.clinical;

import static dev.weir.examples.Damage.FOREIGN_ENCODING;
import static dev.weir.examples.Damage.LONG;
import static dev.weir.examples.Damage.MALFORMED_QUOTE;
import static dev.weir.examples.Damage.SHORT;
import static dev.weir.examples.Damage.UNCLOSED_QUOTE;

import dev.weir.examples.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults planted in the first delivery of Synthea's tables. Each record carries the reasons it gives itself; shared
 * keys and missing parents are found by {@link dev.weir.examples.Consequences}. Parents that fail have few children.
 */
final class RecordFaults {

    private static final String TYPE = "unreadable.type";

    private final Map<String, List<Row>> planted = new LinkedHashMap<>();
    private final Templates make;
    private final String patient;

    /** The patient who dies before birth, whom the registry knows as well. */
    private final Row diesBeforeBirth;

    /**
     * @param make sound records to spoil
     * @param patient a patient who stays in
     */
    RecordFaults(Templates make, String patient) {
        this.make = make;
        this.patient = patient;
        Synthea.TABLES.forEach(table -> planted.put(table, new ArrayList<>()));
        Row dies = make.patient("dies before birth");
        diesBeforeBirth = dies.with(
                        "DEATHDATE",
                        before(dies.cell("BIRTHDATE") + "T00:00:00Z").substring(0, 10))
                .expect("death before birth", "dies-after-birth");
        patients();
        encounters();
        conditions();
        medications();
        observations();
    }

    List<Row> of(String table) {
        return planted.getOrDefault(table, List.of());
    }

    Row diesBeforeBirth() {
        return diesBeforeBirth;
    }

    private void plant(String table, Row row) {
        planted.getOrDefault(table, new ArrayList<>()).add(row);
    }

    private void patients() {
        Row twice = make.patient("twice");
        plant("patients", twice);
        plant("patients", twice.with("CITY", "Elsewhere").with("ADDRESS", "1 Other Street"));
        Row visit = make.encounter("visit of twice", twice.cell("Id"));
        plant("encounters", visit);
        plant("conditions", make.condition(visit));
        plant("medications", make.medication(visit));
        plant("observations", make.observation(visit));

        Row unborn = make.patient("impossible birthday");
        plant("patients", unborn.with("BIRTHDATE", "2026-02-30").expect("impossible date", TYPE));
        Row unbornVisit = make.encounter("visit of impossible birthday", unborn.cell("Id"));
        plant("encounters", unbornVisit);
        plant("conditions", make.condition(unbornVisit));

        plant(
                "patients",
                make.patient("two bad columns")
                        .with("BIRTHDATE", "13/05/2020")
                        .expect("date in another form", TYPE)
                        .with("INCOME", "about 40000")
                        .expect("text in a number column", TYPE));
        plant(
                "patients",
                make.patient("unknown sex").with("GENDER", "X").expect("unknown code", "patients.sex.valid-values"));
        plant(
                "patients",
                make.patient("no birthday")
                        .with("BIRTHDATE", "")
                        .expect("missing value", "patients.birth_date.required")
                        .with("INCOME", "-1")
                        .expect("value out of range", "patients.income.minimum"));
        plant("patients", diesBeforeBirth);
    }

    private void encounters() {
        plant("encounters", negativeStay(encounter("negative stay")));
        Row same = encounter("same number");
        plant("encounters", same);
        plant("encounters", same.with("ENCOUNTERCLASS", "outpatient"));
        plant("conditions", make.condition(same));

        Row orphan = make.encounter("orphan", Templates.id("nobody"));
        plant("encounters", orphan);
        plant("medications", make.medication(orphan));
        plant("encounters", unknownClass(encounter("unknown class"), "telepathy"));
        plant(
                "encounters",
                negativeStay(unknownClass(make.encounter("all at once", Templates.id("nobody")), "AMBULATORY")));

        plant(
                "encounters",
                encounter("impossible start")
                        .with("START", "2026-02-30T09:00:00Z")
                        .expect("impossible date", TYPE));
        plant(
                "encounters",
                encounter("slashes and words")
                        .with("START", "13/05/2020")
                        .expect("date in another form", TYPE)
                        .with("BASE_ENCOUNTER_COST", "free")
                        .expect("text in a number column", TYPE));
        plant(
                "encounters",
                encounter("no number").with("TOTAL_CLAIM_COST", "n/a").expect("text in a number column", TYPE));
        plant("encounters", encounter("short").damaged(SHORT, "short line", "unreadable.too-few-fields"));
        plant("encounters", encounter("long").damaged(LONG, "long line", "unreadable.too-many-fields"));
        for (String which : List.of("first", "second")) {
            plant(
                    "encounters",
                    encounter("unclosed, " + which)
                            .damaged(UNCLOSED_QUOTE, "quote that never closes", "unreadable.unclosed-quote"));
        }
        plant(
                "encounters",
                encounter("malformed").damaged(MALFORMED_QUOTE, "text after a quote", "unreadable.malformed-quote"));
        plant(
                "encounters",
                encounter("in GBK")
                        .with("REASONDESCRIPTION", "急性鼻窦炎")
                        .damaged(FOREIGN_ENCODING, "GBK line in a UTF-8 file", "unreadable.encoding"));

        plant(
                "encounters",
                encounter("no start").with("START", "").expect("missing value", "encounters.started_at.required"));
        plant(
                "encounters",
                encounter("no SNOMED")
                        .with("CODE", "Z00.0")
                        .expect("code of another system", "encounters.encounter_code.pattern"));
        plant(
                "encounters",
                encounter("refund")
                        .with("TOTAL_CLAIM_COST", "-5.00")
                        .expect("value out of range", "encounters.total_cost.minimum"));
    }

    private void conditions() {
        Row abates = condition("abates early");
        plant("conditions", abatesBeforeOnset(abates));
        Row twice = condition("found twice");
        plant("conditions", twice);
        plant("conditions", twice.with("STOP", ""));
        plant("conditions", make.condition(make.encounter("never delivered", patient)));
        plant(
                "conditions",
                condition("no SNOMED")
                        .with("CODE", "J06.9")
                        .expect("code of another system", "conditions.code.pattern"));
    }

    private void medications() {
        plant("medications", medication("words").with("DISPENSES", "twelve").expect("text in a number column", TYPE));
        plant(
                "medications",
                medication("never")
                        .with("DISPENSES", "0")
                        .with("TOTALCOST", "0.00")
                        .expect("value out of range", "medications.dispenses.minimum"));
        plant(
                "medications",
                medication("wrong sum").with("TOTALCOST", "1000000.00").expect("wrong sum", "total-cost-adds-up"));
        Row early = medication("stops early");
        plant(
                "medications",
                early.with("STOP", before(early.cell("START")))
                        .expect("negative exposure", "prescription-stops-after-it-starts"));
        plant("medications", medication("long").damaged(LONG, "long line", "unreadable.too-many-fields"));
    }

    private void observations() {
        for (String words : List.of(">200", "haemolysed")) {
            plant("observations", textInNumber(observation(words), words));
        }
        plant(
                "observations",
                observation("integer")
                        .with("TYPE", "integer")
                        .expect("unknown code", "observations.value_type.valid-values"));
        plant(
                "observations",
                observation("no value").with("VALUE", "").expect("missing value", "observations.value.required"));
        plant(
                "observations",
                observation("day 32").with("DATE", "2019-01-32T08:00:00Z").expect("impossible date", TYPE));
        plant("observations", make.observation(make.encounter("never delivered either", patient)));
        plant(
                "observations",
                observation("nobody's").with("PATIENT", Templates.id("nobody")).with("ENCOUNTER", ""));
        plant(
                "observations",
                observation("unclosed")
                        .damaged(UNCLOSED_QUOTE, "quote that never closes", "unreadable.unclosed-quote"));
    }

    /** An encounter of the patient who stays in. */
    private Row encounter(String what) {
        return make.encounter(what, patient);
    }

    private Row condition(String what) {
        return make.condition(parent(what));
    }

    private Row medication(String what) {
        return make.medication(parent(what));
    }

    private Row observation(String what) {
        return make.observation(parent(what));
    }

    /** A sound encounter of its own for each faulty child, so that no two share a key. */
    private Row parent(String what) {
        Row parent = encounter("sound, for " + what);
        if (!of("encounters").contains(parent)) {
            plant("encounters", parent);
        }
        return parent;
    }

    static Row negativeStay(Row encounter) {
        return encounter
                .with("STOP", before(encounter.cell("START")))
                .expect("negative stay", "stops-after-it-starts")
                .expect("negative stay", "encounters.length_of_stay_minutes.minimum");
    }

    static Row unknownClass(Row encounter, String code) {
        return encounter.with("ENCOUNTERCLASS", code).expect("unknown code", "encounters.encounter_class.valid-values");
    }

    static Row abatesBeforeOnset(Row condition) {
        return condition
                .with("STOP", before(condition.cell("START") + "T00:00:00Z").substring(0, 10))
                .expect("dates the wrong way round", "abates-after-onset");
    }

    static Row textInNumber(Row observation, String words) {
        return observation.with("VALUE", words).expect("text in place of a number", "numeric-values-are-numbers");
    }

    private static String before(String instant) {
        return Instant.parse(instant).minus(1, ChronoUnit.DAYS).toString();
    }
}
