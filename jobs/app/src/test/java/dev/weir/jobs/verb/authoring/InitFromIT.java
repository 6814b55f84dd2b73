package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init --from}: what it writes runs at the first try, and nobody is in the release. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class InitFromIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SparkSession spark;

    @TempDir
    private Path folder;

    InitFromIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void setsOfEveryKindAreReleasedAtTheFirstTryAndNobodyIsInThem() throws Exception {
        Path root = folder.resolve("hospital");
        RawSets sets = new RawSets(root);
        sets.registry();
        sets.labs();
        sets.headless();
        sets.events();
        sets.visits();
        sets.vitals(spark);
        sets.twice();
        sets.alike();
        sets.header();
        sets.widerVisits();
        sets.beds();
        sets.ledger();
        sets.infusions(spark);
        sets.transfers();
        sets.write("raw/nothing.csv", "UTF-8", "");
        sets.write("raw/scan.pdf", "ISO-8859-1", "%PDF-1.7\n\u0000\u0001\u0002\u0000\u0001\u0002");

        String out = WarmCommands.weir(
                        "init",
                        root.toString(),
                        "--product",
                        "clinical",
                        "--from",
                        root + "/raw/**",
                        "--yes",
                        "-o",
                        "json")
                .with(0)
                .out();
        JsonNode drafted = JSON.readTree(out);
        assertThat(Schemas.valid("init", drafted)).isTrue();
        Map<String, JsonNode> tables = new TreeMap<>();
        drafted.get("tables").forEach(table -> tables.put(table.get("name").asText(), table));
        assertThat(tables)
                .containsOnlyKeys(
                        "beds",
                        "ledger",
                        "infusions",
                        "transfers",
                        "later",
                        "visits_2",
                        "patient_registration_table",
                        "labs",
                        "dispensed",
                        "events",
                        "visits",
                        "vitals",
                        "scores",
                        "scores_2");
        assertThat(tables)
                .hasEntrySatisfying(
                        "visits",
                        visits -> assertThat(visits.get("files").asInt()).isEqualTo(3));
        assertThat(StreamSupport.stream(drafted.get("left-out").spliterator(), false)
                        .map(file -> file.get("file").asText()))
                .containsExactlyInAnyOrder("raw/nothing.csv", "raw/scan.pdf", "raw/beds.xlsx, sheet notes");

        String registry = RawSets.text(root.resolve("contracts/raw/patient_registration_table.odcs.yaml"));
        assertThat(registry)
                .contains("encoding: GB18030", "delimiter: \";\"", "skipRows: 1")
                .contains("physicalName: \"患者编号\"", "name: identity_number")
                .contains("logicalTypeOptions: { format: \"yyyy/M/d\" }")
                .contains("{ property: weirRead, value: { decimal: comma } }");
        assertThat(RawSets.text(root.resolve("contracts/clinical/patient_registration_table.odcs.yaml")))
                .contains("name: patient_number, logicalType: string, primaryKey: true");
        String visits = RawSets.text(root.resolve("contracts/raw/visits.odcs.yaml"));
        assertThat(visits)
                .contains(
                        "visits_2024-01.csv,visits_2024-02.csv,visits_2024-03.csv",
                        "format: \"yyyyMMdd\"",
                        "format: \"yyyy/M/d\"");
        assertThat(RawSets.text(root.resolve("contracts/raw/labs.odcs.yaml")))
                .contains("format: tsv", "weirNullValues, value: [\"\", \"NA\"]")
                .contains("1 of 380 values are not a number, the first at raw/labs.txt:79");
        assertThat(RawSets.text(root.resolve("contracts/raw/beds.odcs.yaml")))
                .contains("format: xlsx", "sheet: \"Sheet1\", skipRows: 1", "name: moved_on, logicalType: date");
        assertThat(RawSets.text(root.resolve("contracts/raw/dispensed.odcs.yaml")))
                .contains("header: false");
        assertThat(RawSets.text(root.resolve("contracts/raw/scores.odcs.yaml"))).contains("byPosition: true");
        assertThat(RawSets.text(root.resolve("contracts/raw/events.odcs.yaml")))
                .contains("physicalName: \"patient.phone\"", "name: late");

        assertThat(RawSets.text(root.resolve("contracts/raw/ledger.odcs.yaml")))
                .contains("format: fixed", "encoding: GB18030", "positions: bytes", "gaps: blank")
                .contains("columns: uncertain", "physicalName: \"10-15\"", "format: \"yyyyMMdd\"");
        assertThat(RawSets.text(root.resolve("contracts/raw/infusions.odcs.yaml")))
                .contains("format: orc", "decimal(9,2)", "name: started_on, logicalType: date");
        assertThat(RawSets.text(root.resolve("contracts/raw/transfers.odcs.yaml")))
                .contains("format: avro", "physicalName: \"patient.id\"", "logicalTypeOptions: { timezone: true }");
        assertThat(tables)
                .hasEntrySatisfying(
                        "transfers",
                        transfers -> assertThat(transfers.get("notes").toString())
                                .contains("left out: scan, of a type that Weir does not read from Avro"));

        Set<String> identifiers = sets.identifiers();
        assertNobodyIn(out, identifiers);
        try (Stream<Path> files = Files.walk(root.resolve("contracts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNobodyIn(RawSets.text(file), identifiers);
            }
        }

        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "clinical", "-w", root.toString()).with(0);
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables.keySet()) {
            List<String> released = released(root, table);
            rows.put(table, (long) released.size());
            assertNobodyIn(String.join("\n", released), identifiers);
        }
        assertThat(rows)
                .containsEntry("patient_registration_table", 400L)
                .containsEntry("visits", 1_200L)
                .containsEntry("labs", 399L)
                .containsEntry("dispensed", 400L)
                .containsEntry("events", 400L)
                .containsEntry("vitals", 400L)
                .containsEntry("ledger", 400L)
                .containsEntry("infusions", 400L)
                .containsEntry("transfers", 400L)
                .containsEntry("beds", 400L)
                .containsEntry("scores", 400L)
                .containsEntry("scores_2", 400L)
                .containsEntry("later", 0L)
                .containsEntry("visits_2", 400L);
    }

    @Test
    void aBulkExportIsDraftedAsFhirAndNobodyIsInTheRelease() throws Exception {
        Path root = folder.resolve("export");
        StringBuilder patients = new StringBuilder();
        StringBuilder observations = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            // few different names and towns: by their number they may be codes
            patients.append("{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\",\"name\":[{\"family\":\"Wintheiser"
                    + i % 6
                    + "\",\"given\":[\"Aleta" + i % 5 + "\"]}],\"address\":[{\"city\":\"Oelde" + i % 4
                    + "\",\"line\":[\"Ilmweg " + i % 3
                    + "\"]}],\"telecom\":[{\"system\":\"phone\",\"value\":\"139000010"
                    + (10 + i) + "\"}],\"gender\":\"female\",\"birthDate\":\"1980-01-" + (10 + i % 20) + "\"}\n");
            observations.append("{\"resourceType\":\"Observation\",\"id\":\"o" + i
                    + "\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8302-2\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/p" + i % 30
                    + "\"},\"effectiveDateTime\":\"2020-03-01T10:00:00Z\","
                    + "\"valueQuantity\":{\"value\":17" + i + ".5,\"unit\":\"cm\"}}\n");
        }
        Files.createDirectories(root.resolve("raw"));
        Files.writeString(root.resolve("raw/Patient.ndjson"), patients);
        Files.writeString(root.resolve("raw/Observation.ndjson"), observations);
        String out = WarmCommands.weir(
                        "init", root.toString(), "--product", "clinical", "--from", root + "/raw/**", "--yes")
                .with(0)
                .out();
        assertThat(RawSets.text(root.resolve("contracts/raw/observation.odcs.yaml")))
                .contains("format: fhir", "physicalName: \"Observation.id\"")
                .contains("name: patient_id, physicalName: \"subject.getReferenceKey(Patient)\"")
                .contains("physicalName: \"valueQuantity.value\"");
        assertThat(RawSets.text(root.resolve("contracts/clinical/observation.odcs.yaml")))
                .contains("relationships: [{ to: patient.patient_id }]");
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "clinical", "-w", root.toString()).with(0);
        Set<String> people = Set.of("Wintheiser", "Aleta", "Oelde", "Ilmweg", "139000010");
        assertNobodyIn(out, people);
        for (String table : List.of("patient", "observation")) {
            List<String> released = released(root, table);
            assertThat(released).hasSize(60);
            released.forEach(row -> assertNobodyIn(row, people));
        }
    }

    @Test
    void peopleInNestedDocumentsAreNoCodes() throws Exception {
        Path root = folder.resolve("nested");
        StringBuilder visits = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            visits.append("{\"visit\":" + i + ",\"patient\":{\"name\":{\"family\":\"Wintheiser" + i % 6
                    + "\",\"given\":\"Aleta" + i % 5 + "\"},\"address\":{\"city\":\"Oelde" + i % 4
                    + "\",\"line\":\"Ilmweg " + i % 3 + "\"}},\"ward\":\"W" + i % 3 + "\",\"dose\":0.1234567890123456"
                    + i + "}\n");
        }
        Files.createDirectories(root.resolve("raw"));
        Files.writeString(root.resolve("raw/visits.json"), visits);
        WarmCommands.weir("init", root.toString(), "--product", "clinical", "--from", root + "/raw/**", "--yes")
                .with(0);
        assertThat(RawSets.text(root.resolve("contracts/raw/visits.odcs.yaml")))
                .contains("name: dose, logicalType: number, physicalType: \"decimal(38,18)\"");
        WarmCommands.weir("run", "clinical", "-w", root.toString()).with(0);
        List<String> released = released(root, "visits");
        assertThat(released).hasSize(80);
        released.forEach(row -> assertNobodyIn(row, Set.of("Wintheiser", "Aleta", "Oelde", "Ilmweg")));
        assertThat(released).anyMatch(row -> row.contains("W1")).anyMatch(row -> row.contains("0.123456789012345677"));
    }

    @Test
    void moleculesAndSequencesAreDraftedAndNobodyIsInTheRelease() throws Exception {
        Path root = folder.resolve("laboratory");
        RawSets sets = new RawSets(root);
        sets.compounds();
        sets.sequences();
        String out = WarmCommands.weir(
                        "init", root.toString(), "--product", "screening", "--from", root + "/raw/**", "--yes")
                .with(0)
                .out();
        assertThat(RawSets.text(root.resolve("contracts/raw/compounds.odcs.yaml")))
                .contains("format: sdf", "physicalName: \"compounds_*\"")
                .contains("name: molblock, logicalType: string", "name: atoms, logicalType: integer")
                .contains("physicalName: \"data/LogP\", businessName: \"LogP\", logicalType: number")
                .contains("physicalName: \"data/Measured on\", businessName: \"Measured on\", logicalType: date")
                .contains("physicalName: \"data/IC50\", businessName: \"IC50\", logicalType: integer");
        assertThat(RawSets.text(root.resolve("contracts/raw/reads.odcs.yaml")))
                .contains("format: fasta", "alphabet: dna", "reads_*.fa.gz")
                .contains("name: length, logicalType: integer");
        assertThat(RawSets.text(root.resolve("contracts/raw/peptides.odcs.yaml")))
                .contains("format: fasta")
                .doesNotContain("alphabet", "description");
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "screening", "-w", root.toString()).with(0);
        Set<String> identifiers = sets.identifiers();
        assertNobodyIn(out, identifiers);
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : List.of("compounds", "reads", "peptides")) {
            List<String> released = released(root, "screening", table);
            rows.put(table, released.size());
            assertNobodyIn(String.join("\n", released), identifiers);
        }
        assertThat(rows).isEqualTo(Map.of("compounds", 800, "reads", 800, "peptides", 400));
    }

    @Test
    void nothingIsTakenSilentlyAndNoFileIsTouched() throws Exception {
        Path root = folder.resolve("small");
        RawSets sets = new RawSets(root);
        sets.labs();
        WeirProcess.Ended asked =
                WarmCommands.weir("init", root.toString(), "--product", "labs", "--from", root + "/raw/labs.txt");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("C020", "--owner MAIL", "--audience", "--yes");
        assertThat(root.resolve("weir.yaml")).doesNotExist();

        List<String> words = new ArrayList<>(List.of(
                "init",
                root.toString(),
                "--product",
                "labs",
                "--yes",
                "--about",
                "labs.valid=NONE",
                "--from",
                root + "/raw/labs.txt"));
        WarmCommands.weir(words.toArray(String[]::new)).with(0);
        String written = RawSets.text(root.resolve("contracts/raw/labs.odcs.yaml"));
        assertThat(written).contains("# NONE, said: a person has said so");
        WeirProcess.Ended again = WarmCommands.weir(words.toArray(String[]::new));
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("C005");
        assertThat(RawSets.text(root.resolve("contracts/raw/labs.odcs.yaml"))).isEqualTo(written);

        sets.twice();
        Path product = root.resolve("contracts/labs/labs.odps.yaml");
        Files.writeString(product, RawSets.text(product) + "# the end\n");
        JsonNode added = JSON.readTree(
                WarmCommands.weir("add", "labs", root + "/raw/**", "-w", root.toString(), "--yes", "-o", "json")
                        .with(0)
                        .out());
        assertThat(Schemas.valid("add", added)).isTrue();
        assertThat(added.at("/tables/0/name").asText()).isEqualTo("scores");
        assertThat(added.get("tables")).hasSize(1);
        assertThat(added.at("/left-out/0/why").asText()).isEqualTo("is read by raw.labs.labs already");
        assertThat(RawSets.text(product))
                .contains("  - { name: scores, version: 1.0.0, contractId: raw.scores }\noutputPorts:")
                .endsWith("  - { name: scores, version: 1.0.0, contractId: labs.scores }\n# the end\n");
        assertThat(RawSets.text(root.resolve("contracts/raw/labs.odcs.yaml"))).isEqualTo(written);
        WarmCommands.weir("validate", "-w", root.toString()).with(0);

        WeirProcess.Ended none = WarmCommands.weir(
                "init", root.toString(), "--product", "other", "--yes", "--from", root + "/raw/none*.csv");
        assertThat(none.status()).isEqualTo(6);
        assertThat(none.err()).contains("S001");
    }

    @Test
    void whatIsLeftOutIsSaidAndWhatIsWrongIsSaidFirst() throws Exception {
        Path root = folder.resolve("left");
        RawSets sets = new RawSets(root);
        sets.circle();
        Files.writeString(
                root.resolve("raw/README.txt"),
                "Study of knees, folder of Ann Lee\ntel 5550172 for keys\ngait: one file a month, scores since May\nno mail!\n");
        Files.writeString(root.resolve("raw/torn.csv"), "id,n\n" + "1,2\n".repeat(12) + "3,4,5\n".repeat(6));
        Files.writeString(root.resolve("raw/steps.ndjson"), "{\"n\":1}\n".repeat(40) + "{\"n\":\n".repeat(3));
        for (List<String> wrong :
                List.of(List.of("--product", "a b"), List.of("--product", "rooms", "--about", "stays.days=NOTHING"))) {
            List<String> words = new ArrayList<>(List.of("init", root.toString(), "--yes", "--from", root + "/none"));
            words.addAll(wrong);
            WeirProcess.Ended ended = WarmCommands.weir(words.toArray(String[]::new));
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err())
                    .contains(wrong.get(wrong.size() - 1).replaceFirst(".*=", ""))
                    .doesNotContain("S001");
        }
        WeirProcess.Ended drafted = WarmCommands.weir(
                        "init",
                        root.toString(),
                        "--product",
                        "rooms",
                        "--yes",
                        "--about",
                        "stays.room_id=DEMO",
                        "--from",
                        root.toString())
                .with(0);
        assertThat(drafted.out())
                .contains("room_id: it is DEMO, as a person has said, and rooms.room_id is MRN")
                .contains("room_id: its values are keys of rooms.room_id", "a circle")
                .contains("team_id refers to teams.team_id")
                .contains("? each run is held (Q001)", "{ property: weirUnreadable, value: { atMost: 0.07 } }");
        assertThat(drafted.err())
                .contains("raw/stays.csv.gz seems to be raw/stays.csv once more")
                .contains("3 hidden files", "of the workspace's own")
                .contains("raw/README.txt is called as texts for people are")
                .contains("raw/torn.csv has 18 records, of which more than 5 % cannot be read");
        assertThat(RawSets.text(root.resolve("contracts/rooms/stays.odcs.yaml")))
                .contains("# no relationships: it is DEMO")
                .contains("name: room_id, logicalType: string, classification: DEMO");
        assertThat(RawSets.text(root.resolve("contracts/rooms/teams.odcs.yaml")))
                .contains("# no relationships");
        sets.meals();
        assertThat(WarmCommands.weir("add", "rooms", root + "/raw/meals.csv", "-w", root.toString(), "--yes")
                        .with(0)
                        .out())
                .contains("room_id refers to rooms.room_id");
        assertThat(RawSets.text(root.resolve("contracts/rooms/meals.odcs.yaml")))
                .contains("classification: MRN, relationships: [{ to: rooms.room_id }]");
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
    }

    /** The rows of a table as its data files have them. */
    private List<String> released(Path root, String table) throws IOException {
        return released(root, "clinical", table);
    }

    private List<String> released(Path root, String product, String table) throws IOException {
        Path data = root.resolve("warehouse").resolve(product).resolve(table).resolve("data");
        if (!Files.exists(data)) {
            return List.of(); // a table without a row
        }
        try (Stream<Path> files = Files.walk(data)) {
            String[] parquet = files.filter(file -> file.toString().endsWith(".parquet"))
                    .map(Path::toString)
                    .toArray(String[]::new);
            return parquet.length == 0
                    ? List.of()
                    : spark.read().parquet(parquet).collectAsList().stream()
                            .map(Row::toString)
                            .toList();
        }
    }

    /** A month whose file is there and empty yet is one of the series: neither it nor the months behind it are passed over. */
    @Test
    void filesOutsideOfANewWorkspaceAreNamedInItsSettings() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("landing/lab 1"));
        StringBuilder rows = new StringBuilder("sample_no,Hb(g/L)\n");
        for (int i = 0; i < 60; i++) {
            rows.append("S%04d,%s%n".formatted(i, i % 3 == 0 ? "\u672a\u67e5" : String.valueOf(90 + i)));
        }
        Files.writeString(elsewhere.resolve("\u8bd5\u5242\u5165\u5e93\u53f0\u8d26.csv"), rows);
        Path root = folder.resolve("apart");

        JsonNode drafted = JSON.readTree(WarmCommands.weir(
                        "init",
                        root.toString(),
                        "--product",
                        "lab",
                        "--from",
                        elsewhere + "/*.csv",
                        "--yes",
                        "-o",
                        "json")
                .with(0)
                .out());

        assertThat(Files.readString(root.resolve("weir.yaml"))).contains("roots: [\"" + elsewhere + "\"]");
        JsonNode table = drafted.get("tables").get(0);
        assertThat(table.get("name").asText()).isEqualTo("shi_ji_ru_ku_tai_zhang");
        assertThat(table.get("notes").toString())
                .contains("hb_g_l: '\u672a\u67e5' (20 records) among values of another type means that there is none");
        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);
    }

    @Test
    void anEmptyMonthIsReadOnceItHasRecords() throws Exception {
        Path root = folder.resolve("monthly");
        RawSets sets = new RawSets(root);
        for (int month = 1; month <= 3; month++) {
            sets.write("raw/hr_20240" + month + ".csv", "UTF-8", month(month));
        }
        sets.write("raw/hr_202404.csv", "UTF-8", "");
        sets.write("raw/notes.csv", "UTF-8", "");
        String where = root.toString();

        JsonNode drafted = JSON.readTree(WarmCommands.weir(
                        "init", where, "--product", "watch", "--from", root + "/raw/**", "--yes", "-o", "json")
                .with(0)
                .out());
        assertThat(drafted.get("left-out"))
                .extracting(file ->
                        file.get("file").asText() + " " + file.get("why").asText())
                .containsExactly(
                        "raw/hr_202404.csv is empty: hr reads it once it has records", "raw/notes.csv is empty");
        assertThat(RawSets.text(root.resolve("contracts/raw/hr.odcs.yaml"))).contains("physicalName: \"hr_*.csv\"");
        WeirProcess.Ended first = WarmCommands.weir("run", "watch", "-w", where);
        assertThat(first.with(0).err()).contains("raw/hr_202404.csv is empty: raw.hr.hr reads it once it has records");
        assertThat(first.out()).contains("watch@1: 90 rows", "; no contract reads raw/notes.csv");

        sets.write("raw/hr_202404.csv", "UTF-8", month(4));
        sets.write("raw/hr_202405.csv", "UTF-8", month(5));
        assertThat(WarmCommands.weir("run", "watch", "-w", where).with(0).out()).contains("watch@2: 150 rows");
        WeirProcess.Ended same = WarmCommands.weir("run", "watch", "-w", where);
        assertThat(same.with(0).out()).contains("Nothing new", "; no contract reads raw/notes.csv");
        assertThat(WarmCommands.weir("doctor", "-w", where).with(0).out()).contains("no contract reads raw/notes.csv");
        sets.write("raw/hr_202404.csv", "UTF-8", "");
        assertThat(WarmCommands.weir("run", "watch", "-w", where).with(3).err())
                .as("what had records is no later delivery")
                .contains("hr_202404.csv", "the file has no line where its header should be");
    }

    private static String month(int month) {
        return IntStream.range(0, 30)
                .mapToObj(i -> "KX" + (1001 + i) + ",2024-0" + month + "-" + (10 + i % 19) + "," + (60 + i * month % 37)
                        + "\n")
                .collect(Collectors.joining("", "donor,day,pulse\n", ""));
    }

    private static void assertNobodyIn(String text, Set<String> identifiers) {
        assertThat(text.lines().filter(line -> identifiers.stream().anyMatch(line::contains)))
                .as("lines with identifiers in %d characters", text.length())
                .isEmpty();
    }
}
