package dev.weir.jobs.engine.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Severity;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.Conformance;
import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sources of JSON lines with objects and arrays, by paths and whole, beside what Spark's own JSON reader sees in them. */
@ExtendWith(SparkFixture.class)
class NestedJsonIT {

    /** FHIR R4's Patient, as far as it is read: the way of the columns, and the table's query. */
    private static final String COLUMNS = """
        - { name: id, logicalType: string, classification: MRN }
        - { name: family, physicalName: "name[0].family", logicalType: string, classification: NAME }
        - { name: given, physicalName: "name[0].given", logicalType: array, items: { logicalType: string }, classification: NAME }
        - { name: born, physicalName: birthDate, logicalType: date, classification: DATE }
        - name: marital
          physicalName: maritalStatus
          logicalType: object
          classification: NONE
          properties:
            - { name: text, logicalType: string }
            - name: coding
              logicalType: array
              items: { logicalType: object, properties: [{ name: code, logicalType: string }, { name: display, logicalType: string }] }
        - { name: language, physicalName: "communication[0].language.coding[0].code", logicalType: string, classification: NONE }
        - { name: twin, physicalName: multipleBirthBoolean, logicalType: boolean, classification: NONE }
        - { name: t, physicalName: "telecom[0].digits", logicalType: integer, classification: PHONE }
        """;

    private static final String RELEASED = """
        - { name: id, logicalType: string, primaryKey: true, classification: MRN, customProperties: [{ property: weirMask, value: keep }] }
        - { name: names, logicalType: integer, classification: NONE }
        - { name: initial, logicalType: string, classification: NONE }
        - { name: year, logicalType: integer, classification: NONE }
        - name: marital
          logicalType: object
          classification: NONE
          properties:
            - { name: text, logicalType: string }
            - name: coding
              logicalType: array
              items: { logicalType: object, properties: [{ name: code, logicalType: string }, { name: display, logicalType: string }] }
        - { name: language, logicalType: string, classification: NONE }
        - { name: twin, logicalType: boolean, classification: NONE }
        """;

    private static final String QUERY = """
        SELECT id, size(given) AS names, left(family, 1) AS initial, year(born) AS year, marital, language, twin
        FROM raw.people
        """;

    private static final String SERVER =
            "{ server: files, type: local, environment: laptop, path: \"raw/*.ndjson\", format: ndjson }";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    private OneTableWorkspace workspace;
    private String query = QUERY;

    NestedJsonIT(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void write() throws IOException {
        workspace = OneTableWorkspace.create(folder, "clinic", "people").source(SERVER, 0.9, COLUMNS);
    }

    @Test
    @Tag("conformance")
    void readsFhirAsSparkDoes() throws IOException {
        Files.copy(Conformance.folder("data/fhir").resolve("Patient.ndjson"), folder.resolve("raw/Patient.ndjson"));
        for (String format : List.of("iceberg", "delta")) {
            Manifest manifest = run(format);
            SourceCount read = manifest.record().sources().get(0);
            assertThat(read.records()).isEqualTo(100);
            assertThat(read.unreadable()).isZero();
            assertThat(released(manifest)).hasSize(100).containsExactlyElementsOf(bySpark());
        }
    }

    @Test
    void oneWrongValueWithinAnObjectIsTheRecords() throws IOException {
        workspace.write("raw/people.ndjson", """
            {"id":"a","telecom":[{"digits":13909178570}],"name":[{"family":"张","given":["三","四"]}],"birthDate":"1970-01-03","maritalStatus":{"text":"M","coding":[{"code":"M","display":"Married"},{}]},"communication":[{"language":{"coding":[{"code":"zh"}]}}],"multipleBirthBoolean":true}
            {"id":"b","telecom":[{"digits":13909178571}],"maritalStatus":{"text":1}}
            {"id":"c","telecom":[{"digits":13909178572}],"name":{"family":"A"}}
            {"id":"d","telecom":[{"digits":13909178573}],"name":[],"maritalStatus":null,"communication":[{"language":{}}]}
            {"id":"e","telecom":[{"digits":13909178574}],"maritalStatus":{"coding":[{"code":["M"]}]}}
            """);
        Manifest manifest = run("iceberg");
        assertThat(released(manifest))
                .containsExactly(
                        "{\"id\":\"a\",\"names\":2,\"initial\":\"张\",\"year\":1970,\"marital\":{\"text\":\"M\",\"coding\":"
                                + "[{\"code\":\"M\",\"display\":\"Married\"},{}]},\"language\":\"zh\",\"twin\":true}",
                        "{\"id\":\"d\"}");
        SourceCount read = manifest.record().sources().get(0);
        assertThat(read.records()).isEqualTo(5);
        assertThat(read.unreadable()).isEqualTo(3);
        assertThat(new Classification(
                                session(), LawPack.of(session().workspace().law()))
                        .source(session().workspace().sources().get(0), table -> true)
                        .get(0)
                        .columns())
                .extracting(column -> column.column().name() + " "
                        + column.proposal().category().orElse("-"))
                .contains("born DATE", "t PHONE");
    }

    /** A new key may be about persons, and a path with a slip gives NULL: neither goes by without a word. */
    @Test
    void tellsOfKeysThatNoColumnReadsAndOfPathsThatNoRecordHas() throws IOException {
        workspace.source(
                SERVER,
                0.9,
                COLUMNS.replace("name[0].given", "name[0].givn")
                        .replace("name: display, logicalType", "name: dispaly, logicalType")
                        .replace(
                                "birthDate, logicalType: date, classification: DATE",
                                "birthDate, logicalType: date, classification: DATE, customProperties:"
                                        + " [{ property: weirOnBadValue, value: null-and-warn }]"));
        query = QUERY.replace(
                " marital,",
                " named_struct('text', marital.text, 'coding', CAST(NULL AS"
                        + " ARRAY<STRUCT<code: STRING, display: STRING>>)) AS marital,");
        workspace.write("raw/a.ndjson", """
            {"id":"a","telecom":[{"digits":13909178570,"use":"home"}],"name":[{"family":"张","given":["三","四"]}],"birthDate":"1970-01-03","maritalStatus":{"text":"M","coding":[{"code":"M","display":"Married"}]},"communication":[{"language":{"coding":[{"code":"zh"}]}}],"multipleBirthBoolean":true,"passport":"E12345678"}
            """);
        workspace.write("raw/b.ndjson", """
            {"id":"b","telecom":[{"digits":13909178571}],"birthDate":"soon","13909178571":{"a":1}}
            """);
        Manifest manifest = run("iceberg");
        assertThat(manifest.record().verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("raw.people.people.columns.new"))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.answer()).isEqualTo(Verdict.Answer.FAILED);
                    assertThat(verdict.rule().severity()).isEqualTo(Severity.WARN);
                    assertThat(verdict.explanation())
                            .isEqualTo("Columns that the contract does not know are in raw/a.ndjson: passport,"
                                    + " maritalStatus.coding[].display, name[0].given, telecom[0].use;"
                                    + " raw/b.ndjson: 1 key, which may be a value");
                });
        assertThat(manifest.record().run().times())
                .filteredOn(time -> time.stage().equals("review"))
                .extracting(StageTime::subject)
                .contains(
                        "raw.people.people: no record has 'maritalStatus.coding[].dispaly', which column 'marital' reads;"
                                + " nor 'name[0].givn', which column 'given' reads: they are NULL in all 2 records",
                        "raw.people.people.born: 1 value is not of the column's type, and NULL, as"
                                + " 'weirOnBadValue: null-and-warn' asks");
        workspace.write(
                "quality-rules/people.yaml",
                "contract: raw.people\nrules:\n  - { override: raw.people.people.columns.new, severity: block, because:"
                        + " A new key is looked at first. }\n");
        Outcome held = new ProductRun(session(), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .record()
                .ending()
                .outcome();
        assertThat(held).isEqualTo(Outcome.HELD);
    }

    private WeirSession session() {
        Workspace workspace = WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
        return WeirSession.open(workspace);
    }

    private Manifest run(String format) throws IOException {
        workspace.table(format, "id", query, RELEASED);
        return new ProductRun(session(), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
    }

    private List<String> released(Manifest manifest) {
        return session()
                .releases()
                .read(manifest, "people")
                .orderBy("id")
                .toJSON()
                .collectAsList();
    }

    private List<String> bySpark() {
        return spark.read()
                .schema("id STRING, name ARRAY<STRUCT<family: STRING, given: ARRAY<STRING>>>, birthDate DATE,"
                        + " maritalStatus STRUCT<text: STRING, coding: ARRAY<STRUCT<code: STRING, display: STRING>>>,"
                        + " communication ARRAY<STRUCT<language: STRUCT<coding: ARRAY<STRUCT<code: STRING>>>>>,"
                        + " multipleBirthBoolean BOOLEAN")
                .option("mode", "FAILFAST")
                .json(folder.resolve("raw").toString())
                .select(
                        col("id"),
                        expr("CAST(size(name[0].given) AS BIGINT) AS names"),
                        expr("left(name[0].family, 1) AS initial"),
                        expr("CAST(year(birthDate) AS BIGINT) AS year"),
                        col("maritalStatus").as("marital"),
                        expr("communication[0].language.coding[0].code AS language"),
                        col("multipleBirthBoolean").as("twin"))
                .orderBy("id")
                .toJSON()
                .collectAsList();
    }
}
