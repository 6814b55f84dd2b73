package dev.weir.examples.clinical;

import dev.weir.examples.Row;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

/** Sound records to plant faults in: copies of real ones under numbers of their own. */
final class Templates {

    private final Row patient;
    private final Row encounter;
    private final Row condition;
    private final Row medication;
    private final Row observation;

    Templates(Synthea sound) {
        patient = first(sound, "patients", row -> row.cell("DEATHDATE").isEmpty());
        encounter = first(
                sound,
                "encounters",
                row -> row.cell("ENCOUNTERCLASS").equals("ambulatory")
                        && !row.cell("REASONCODE").isEmpty());
        condition = first(sound, "conditions", row -> !row.cell("STOP").isEmpty());
        medication = first(sound, "medications", row -> !row.cell("STOP").isEmpty());
        observation = first(sound, "observations", row -> row.cell("CATEGORY").equals("vital-signs"));
    }

    /** The number of a made-up patient or encounter. */
    static String id(String what) {
        return UUID.nameUUIDFromBytes(("weir-examples/" + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Row patient(String what) {
        return patient.with("Id", id(what));
    }

    Row encounter(String what, String patientId) {
        return encounter.with("Id", id(what)).with("PATIENT", patientId);
    }

    Row condition(Row parent) {
        return child(condition, parent);
    }

    Row medication(Row parent) {
        return child(medication, parent);
    }

    Row observation(Row parent) {
        return child(observation, parent);
    }

    private static Row child(Row template, Row parent) {
        return template.with("ENCOUNTER", parent.cell("Id")).with("PATIENT", parent.cell("PATIENT"));
    }

    private static Row first(Synthea sound, String table, Predicate<Row> wanted) {
        return sound.rows(table).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No record of " + table + " to copy"));
    }
}
