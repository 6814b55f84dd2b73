package dev.weir.examples.clinical;

import static dev.weir.examples.Damage.SHORT;

import dev.weir.examples.Consequences.Reference;
import dev.weir.examples.Consequences.Table;
import dev.weir.examples.Consequences;
import dev.weir.examples.Expected;
import dev.weir.examples.Fault;
import dev.weir.examples.Placed;
import dev.weir.examples.Planting;
import dev.weir.examples.Row;
import dev.weir.examples.TextFile.Form;
import dev.weir.examples.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The small sample of the product clinical: a first delivery, a later one, and the faults in both. Nothing in it depends on
 * the clock or on the machine.
 */
public final class ClinicalSample {

    private static final int WITH_RECORDS = 40;
    private static final int LATER = 3;
    private static final int REGISTERED_ONLY = 20;
    private static final int FORMER_SYSTEM = 10;
    private static final int MOST_OBSERVATIONS = 450;

    private static final String RAW = "raw/clinical/";
    private static final String THIS_YEAR = "2024-01-01";
    private static final String SECOND_QUARTER = "2024-04-01";

    private final Path workspace;
    private final Planting planting = new Planting(20260101);
    private final Synthea synthea;
    private final List<String> firstPatients;
    private final List<String> laterPatients;
    private final List<Row> registeredOnly;
    private final Set<String> lateEncounters;
    private final Map<String, List<Placed>> placed = new HashMap<>();
    private final List<Fault> warnings = new ArrayList<>();

    private ClinicalSample(Synthea all, Path workspace) {
        this.workspace = workspace;
        Map<String, Long> counts = all.observationsByPatient();
        List<String> small = counts.keySet().stream()
                .filter(id -> counts.getOrDefault(id, 0L) <= MOST_OBSERVATIONS)
                .limit(WITH_RECORDS + LATER)
                .toList();
        firstPatients = small.subList(0, WITH_RECORDS);
        laterPatients = small.subList(WITH_RECORDS, WITH_RECORDS + LATER);
        registeredOnly = all.rows("patients").stream()
                .filter(row -> !small.contains(row.cell("Id")))
                .limit(REGISTERED_ONLY)
                .toList();
        synthea = all.of(new LinkedHashSet<>(small));
        lateEncounters = synthea.rows("encounters").stream()
                .filter(row -> row.cell("START").compareTo(SECOND_QUARTER) >= 0)
                .map(row -> row.cell("Id"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Writes the sample's raw files.
     *
     * @param csv Synthea's folder of CSV files
     * @param workspace where {@code raw} and {@code later} go
     * @return the faults planted, with all their consequences
     */
    public static List<Fault> make(Path csv, Path workspace) throws IOException {
        ClinicalSample sample = new ClinicalSample(Synthea.read(csv), workspace);
        sample.firstDelivery();
        sample.laterDelivery();
        return sample.faults();
    }

    private void firstDelivery() throws IOException {
        RecordFaults faults = new RecordFaults(new Templates(synthea), firstPatients.get(0));
        Set<String> ids = new LinkedHashSet<>(firstPatients);
        List<Row> patients = new ArrayList<>(rows("patients", row -> ids.contains(row.cell("Id"))));
        patients.addAll(registeredOnly);
        write("patients.csv", "patients", planting.among(patients, faults.of("patients")));
        write("encounters.csv", "encounters", planting.among(early("encounters"), faults.of("encounters")));
        write("conditions.csv", "conditions", planting.among(early("conditions"), faults.of("conditions")));
        ward();
        write(
                "medications.csv",
                "medications",
                planting.among(prescriptions(start -> start.compareTo(THIS_YEAR) < 0), faults.of("medications")));
        withNote();
        write("observations.csv.gz", "observations", planting.among(early("observations"), faults.of("observations")));
        EncounterClasses.write(workspace);
        registry(patients, faults.diesBeforeBirth());
    }

    /** One ward's export without the column of the code. */
    private void ward() throws IOException {
        List<String> header = without(synthea.header("conditions"), "CODE");
        List<Row> rows = early("conditions").stream()
                .limit(3)
                .map(row -> row.expect("missing column", "unreadable.missing-column"))
                .toList();
        place("conditions", new TextFile(RAW + "conditions_ward7.csv", header, Form.CSV), rows);
    }

    /** A quarter's prescriptions with a column that the contract does not know. */
    private void withNote() throws IOException {
        List<String> header = new ArrayList<>(synthea.header("medications"));
        header.add("NOTE");
        TextFile file = new TextFile(RAW + "medications_2024q1.csv", header, Form.CSV);
        place(
                "medications",
                file,
                prescriptions(start -> start.compareTo(THIS_YEAR) >= 0).stream()
                        .map(row -> row.and("NOTE", "按时服药"))
                        .toList());
        warn(file, "extra column", "raw.synthea.medications.columns.new");
    }

    private void registry(List<Row> patients, Row diesBeforeBirth) throws IOException {
        List<Row> known = patients.subList(0, 3 * WITH_RECORDS / 4);
        List<Row> present = new ArrayList<>(known.subList(0, known.size() - FORMER_SYSTEM).stream()
                .map(Registry::person)
                .toList());
        List<Row> former = new ArrayList<>();
        for (Row patient : known.subList(known.size() - FORMER_SYSTEM, known.size())) {
            Row person = Registry.person(patient);
            former.add(former.size() % 2 == 0 ? Registry.fullWidth(person) : person);
        }
        Row twoLines = present.get(4);
        present.set(4, twoLines.with(Registry.ADDRESS, twoLines.cell(Registry.ADDRESS) + "\n(门禁\"2\",请按铃)"));
        RegistryFaults faults = new RegistryFaults(present.get(1), diesBeforeBirth, womenFirst(registeredOnly));
        place(
                "subjects",
                new TextFile(RAW + "registry/subjects.csv", Registry.HEADER, Form.MARKED_CSV),
                planting.among(present, faults.present()));
        place(
                "subjects",
                new TextFile(RAW + "registry-gbk/subjects_gbk.csv", Registry.HEADER, Form.GBK_CSV),
                planting.among(former, faults.former()));
    }

    private void laterDelivery() throws IOException {
        Templates make = new Templates(synthea);
        Set<String> ids = new LinkedHashSet<>(laterPatients);
        List<Row> patients = rows("patients", row -> ids.contains(row.cell("Id")));
        String patient = laterPatients.get(0);
        Row sound = make.encounter("later, sound", patient);
        later("patients", patients, List.of(), synthea.header("patients"));
        later(
                "encounters",
                late("encounters"),
                List.of(
                        sound,
                        RecordFaults.negativeStay(make.encounter("later, negative stay", patient)),
                        make.encounter("later, broken date", patient)
                                .with("STOP", "31.05.2024")
                                .expect("date in another form", "unreadable.type")),
                synthea.header("encounters"));
        later(
                "conditions",
                late("conditions"),
                List.of(RecordFaults.abatesBeforeOnset(make.condition(sound))),
                synthea.header("conditions"));
        later(
                "medications",
                late("medications"),
                List.of(make.medication(sound).damaged(SHORT, "short line", "unreadable.too-few-fields")),
                synthea.header("medications"));
        List<String> reordered = new ArrayList<>(synthea.header("observations"));
        Collections.swap(reordered, reordered.indexOf("VALUE"), reordered.indexOf("UNITS"));
        TextFile observations = later(
                "observations",
                late("observations"),
                List.of(RecordFaults.textInNumber(make.observation(sound), "see report")),
                reordered);
        warn(observations, "columns in another order", "raw.synthea.observations.columns.reordered");
        List<Row> people = patients.stream().map(Registry::person).toList();
        place(
                "subjects",
                new TextFile(RAW + "registry/subjects_2024_06.csv", Registry.HEADER, Form.CSV),
                List.of(people.get(0), people.get(1), RegistryFaults.wrongCheck(people.get(2))));
    }

    private List<Fault> faults() {
        Consequences consequences = new Consequences();
        add(consequences, "patients", Map.of("patients.key", List.of("Id")), List.of());
        Map<String, List<String>> subjects = new LinkedHashMap<>();
        subjects.put("subjects.key", List.of(Registry.PATIENT));
        subjects.put("subjects.identity_number.unique", List.of(Registry.IDENTITY));
        add(
                consequences,
                "subjects",
                subjects,
                List.of(new Reference(Registry.PATIENT, "subjects.patient_id.reference", "patients")));
        add(
                consequences,
                "encounters",
                Map.of("encounters.key", List.of("Id")),
                List.of(new Reference("PATIENT", "encounters.patient_id.reference", "patients")));
        List<String> key = List.of("ENCOUNTER", "CODE", "START");
        add(
                consequences,
                "conditions",
                Map.of("conditions.key", key),
                List.of(new Reference("ENCOUNTER", "conditions.encounter_id.reference", "encounters")));
        for (String table : List.of("medications", "observations")) {
            add(
                    consequences,
                    table,
                    table.equals("medications") ? Map.of("medications.key", key) : Map.of(),
                    List.of(
                            new Reference("ENCOUNTER", table + ".encounter_id.reference", "encounters"),
                            new Reference("PATIENT", table + ".patient_id.reference", "patients")));
        }
        List<Fault> faults = new ArrayList<>(consequences.faults());
        faults.addAll(warnings);
        return faults.stream().sorted().toList();
    }

    private void add(
            Consequences consequences, String table, Map<String, List<String>> uniques, List<Reference> references) {
        consequences.add(new Table(table, uniques, references), placed.getOrDefault(table, List.of()));
    }

    private void write(String file, String table, List<Row> rows) throws IOException {
        place(table, new TextFile(RAW + file, synthea.header(table), Form.CSV), rows);
    }

    private TextFile later(String table, List<Row> rows, List<Row> planted, List<String> header) throws IOException {
        TextFile file = new TextFile(RAW + table + "_2024_06.csv", header, Form.CSV);
        place(table, file, planting.among(rows, planted));
        return file;
    }

    /** A later file lies under {@code later} until its day comes; its name is the one it will have then. */
    private void place(String table, TextFile file, List<Row> rows) throws IOException {
        boolean later = file.name().contains("_2024_06");
        placed.computeIfAbsent(table, unseen -> new ArrayList<>())
                .addAll(file.write(later ? workspace.resolve("later") : workspace, rows));
    }

    private void warn(TextFile file, String fault, String rule) {
        warnings.add(new Fault(file.name(), 1, new Expected(fault, rule, Expected.Outcome.WARNED)));
    }

    private List<Row> rows(String table, Predicate<Row> wanted) {
        return synthea.rows(table).stream().filter(wanted).toList();
    }

    /** The children of the first delivery's encounters, and those encounters themselves. */
    private List<Row> early(String table) {
        return rows(table, row -> !isLate(table, row));
    }

    private List<Row> late(String table) {
        return rows(table, row -> isLate(table, row));
    }

    /** The first delivery's prescriptions from before the year's first day, or from then on. */
    private List<Row> prescriptions(Predicate<String> start) {
        return rows("medications", row -> !isLate("medications", row) && start.test(row.cell("START")));
    }

    /** Whether a record comes with the later delivery: a new patient's, or of an encounter in the second quarter. */
    private boolean isLate(String table, Row row) {
        String encounter = row.cell(table.equals("encounters") ? "Id" : "ENCOUNTER");
        return laterPatients.contains(row.cell("PATIENT")) || lateEncounters.contains(encounter);
    }

    private static List<Row> womenFirst(List<Row> patients) {
        List<Row> sorted = new ArrayList<>(patients);
        sorted.sort((one, other) -> one.cell("GENDER").compareTo(other.cell("GENDER")));
        return sorted;
    }

    private static List<String> without(List<String> header, String column) {
        return header.stream().filter(name -> !name.equals(column)).toList();
    }
}
