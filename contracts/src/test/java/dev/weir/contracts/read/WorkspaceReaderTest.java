package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.format.delimited.DelimitedDialect;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.ObjectAddress;
import dev.weir.contracts.settings.Pkcs11Uri;
import dev.weir.contracts.text.ContentHash;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.TimePattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkspaceReaderTest {

    @TempDir
    private Path folder;

    @Test
    void aSettingOfSparkThatWeakensAPromiseIsRefusedForItsValue() {
        Sample sample = Sample.clinical()
                .environment(Map.of("LEVEL", "debug"))
                .replace(
                        "weir.yaml",
                        "    keys: { store: keys/weir.bcfks",
                        "    spark: { spark.log.level: \"${LEVEL}\", spark.redaction.regex: nothing }\n"
                                + "    keys: { store: keys/weir.bcfks");
        assertThat(sample.problemsIn(folder))
                .containsExactly(
                        "weir.yaml:9:14 C004 The profile sets 'spark.log.level' under 'spark'",
                        "weir.yaml:9:43 C004 The profile sets 'spark.redaction.regex' under 'spark'");
    }

    @Test
    void readsTheLanguagePagesWorkspaceWithoutAProblem() {
        assertThat(Sample.clinical().problemsIn(folder)).isEmpty();
    }

    @Test
    void readsTheChosenProfileAndFillsItFromTheEnvironment() {
        Workspace laptop = Sample.clinical().workspaceIn(folder);
        assertThat(laptop.settings().name()).isEqualTo("beijing-centre");
        assertThat(laptop.lawPack()).isEqualTo("cn-2026-01");
        assertThat(laptop.profile().storage().warehouse()).isEqualTo("warehouse");
        assertThat(laptop.profile().storage().catalogue()).isEqualTo(CatalogueSettings.EMBEDDED);
        assertThat(laptop.profile().keys().store()).isEqualTo("keys/weir.bcfks");

        Workspace prod = Sample.clinical()
                .profile("prod")
                .environment(Map.of("CATALOGUE_URI", "https://catalogue", "OPENLINEAGE_URL", "https://lineage"))
                .workspaceIn(folder);
        assertThat(prod.profile().storage().catalogue().type()).isEqualTo(CatalogueSettings.REST);
        assertThat(prod.profile().storage().catalogue().address()).isEqualTo("https://catalogue");
        assertThat(prod.profile().telemetry().lineage())
                .containsExactly(Map.entry("type", "http"), Map.entry("url", "https://lineage"));
        assertThat(prod.profile().spark()).containsExactly(Map.entry("spark.executor.instances", "8"));
        assertThat(prod.source("raw.patients").orElseThrow().files().location()).isEqualTo("s3a://landing/patients");
        assertThat(prod.source("raw.patients").orElseThrow().files().format()).isEqualTo("parquet");
    }

    @Test
    void refusesSettingsOfSparkThatMayChangeRows() {
        Sample sample = Sample.clinical().replace("weir.yaml", "spark.executor.instances: 8", """
                spark.sql.session.timeZone: Asia/Tokyo, spark.sql.legacy.timeParserPolicy: LEGACY""");
        assertThat(sample.profile("prod")
                        .environment(Map.of("CATALOGUE_URI", "https://catalogue", "OPENLINEAGE_URL", "https://lineage"))
                        .readIn(folder)
                        .problems())
                .hasSize(2)
                .anySatisfy(problem -> {
                    assertThat(problem.toString()).contains("weir.yaml:", "spark.sql.session.timeZone");
                    assertThat(problem.remedy()).contains("write 'defaultTimezone'");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.toString()).contains("weir.yaml:", "spark.sql.legacy.timeParserPolicy");
                    assertThat(problem.remedy()).contains("take it out");
                });
    }

    @Test
    void refusesSettingsOfSparkInsideOneAnother() {
        Sample sample = Sample.clinical().replace("weir.yaml", "spark.executor.instances: 8", """
                spark.sql: { legacy: { timeParserPolicy: LEGACY } }""");
        assertThat(sample.profile("prod")
                        .environment(Map.of("CATALOGUE_URI", "https://catalogue", "OPENLINEAGE_URL", "https://lineage"))
                        .problemsIn(folder))
                .containsExactly(
                        "weir.yaml:14:25 C004 'spark.sql' in 'spark' of a profile is an object",
                        "weir.yaml:14:37 C004 The profile sets 'spark.sql.legacy.timeParserPolicy' under 'spark'");
    }

    @Test
    void knowsWhereThePasswordOfTheKeysIsAndDoesNotShowIt() {
        Sample sample = Sample.clinical().environment(Map.of("WEIR_KEY_PASSWORD", "correct horse"));
        Workspace workspace = sample.workspaceIn(folder);
        assertThat(workspace.profile().keys().password())
                .isEqualTo(new KeySettings.PasswordVariable("WEIR_KEY_PASSWORD", "correct horse"));
        assertThat(workspace.toString()).contains("WEIR_KEY_PASSWORD").doesNotContain("correct horse");

        Workspace unset = Sample.clinical()
                .replace("weir.yaml", "${WEIR_KEY_PASSWORD:-}", "${WEIR_KEY_PASSWORD}")
                .workspaceIn(folder);
        assertThat(unset.profile().keys().password())
                .as("a command that needs no key needs no password")
                .isEqualTo(new KeySettings.PasswordVariable("WEIR_KEY_PASSWORD", ""));

        Workspace file = Sample.clinical()
                .replace("weir.yaml", "password: \"${WEIR_KEY_PASSWORD:-}\"", "passwordFile: keys/password")
                .workspaceIn(folder);
        assertThat(file.profile().keys().password()).isEqualTo(new KeySettings.PasswordFile("keys/password"));
    }

    private static final String URI = "pkcs11:token=weir;object=weir-wrap?module-path=/usr/lib/softhsm/libsofthsm2.so";

    private static Sample keys(String settings) {
        return Sample.clinical()
                .environment(Map.of("WEIR_PIN", "7351", "WEIR_KEY_PASSWORD", "correct horse"))
                .replace("weir.yaml", "store: keys/weir.bcfks, password: \"${WEIR_KEY_PASSWORD:-}\"", settings);
    }

    @Test
    void knowsTheKeyOfAModuleThatOpensThePassword() {
        Workspace workspace = keys("store: keys/weir.bcfks, module: \"" + URI + "\", pin: \"${WEIR_PIN}\"")
                .workspaceIn(folder);
        assertThat(workspace.profile().keys().password())
                .isEqualTo(new KeySettings.ModulePassword(
                        Pkcs11Uri.parse(URI), new KeySettings.PasswordVariable("WEIR_PIN", "7351")));
        assertThat(workspace.toString()).contains("WEIR_PIN").doesNotContain("7351");

        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "&pin-source=file:keys/pin\"")
                        .workspaceIn(folder)
                        .profile()
                        .keys()
                        .password())
                .isEqualTo(new KeySettings.ModulePassword(
                        Pkcs11Uri.parse(URI + "&pin-source=keys/pin"), new KeySettings.PasswordFile("keys/pin")));
    }

    @Test
    void refusesAModuleThatIsNoneOrStandsBesideAPassword() {
        String pin = ", pin: \"${WEIR_PIN}\"";
        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "\", password: \"${WEIR_KEY_PASSWORD}\"" + pin)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("weir.yaml:", "C004", "keys have 'password' and 'module'");
        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "\", passwordFile: keys/password" + pin)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("keys have 'passwordFile' and 'module'");
        assertThat(keys("store: keys/weir.key, module: \"" + URI + "\"" + pin).problemsIn(folder))
                .singleElement()
                .asString()
                .contains("C004", "a module protects nothing in 'keys/weir.key'");
        assertThat(keys("store: keys/weir.bcfks" + pin).problemsIn(folder))
                .singleElement()
                .asString()
                .contains("keys have a 'pin' and no 'module'");
        assertThat(keys("store: keys/weir.bcfks, module: \"pkcs11:token=weir\"" + pin)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("C004", "'module' names no key of a hardware module");
        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "\", pin: 7351")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("the PIN of the module is no variable");
        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "&pin-value=7351\"")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("the PIN stands in 'module'");
        assertThat(keys("store: keys/weir.bcfks, module: \"" + URI + "&pin-source=keys/pin\"" + pin)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("keys have a 'pin' and a pin-source");
    }

    @Test
    void looksForTheKeyWhereInitMakesItUnlessTheProfileSaysOtherwise() {
        Workspace workspace = Sample.clinical()
                .replace(
                        "weir.yaml", "    keys: { store: keys/weir.bcfks, password: \"${WEIR_KEY_PASSWORD:-}\" }\n", "")
                .workspaceIn(folder);
        assertThat(workspace.profile().keys().store()).isEqualTo("keys/weir.key");
    }

    @Test
    void hashesRowsAsTheWorkspaceSays() {
        Sample lthash = Sample.clinical().replace("weir.yaml", "law:", "releases: { contentHash: lthash }\nlaw:");
        Sample unknown = Sample.clinical().replace("weir.yaml", "law:", "releases: { contentHash: md5 }\nlaw:");

        assertThat(Sample.clinical().workspaceIn(folder).settings().contentHash())
                .isEqualTo(ContentHash.SHA256_SUM);
        assertThat(lthash.workspaceIn(folder).settings().contentHash()).isEqualTo(ContentHash.LTHASH);
        assertThat(unknown.problemsIn(folder)).singleElement().asString().contains("md5");
    }

    @Test
    void readsModelsThatAreAskedBesideTheRules() {
        String hash = "0123456789abcdef".repeat(4);
        Workspace workspace = Sample.clinical()
                .replace(
                        "weir.yaml",
                        "law:",
                        "detect:\n  - { model: models/ner-de.bin, sha256: " + hash
                                + ", finds: { person: NAME, location: ADDR }, minimum: 0.8 }\n  - { model: b.bin, sha256: "
                                + hash + ", finds: { person: NAME } }\nlaw:")
                .workspaceIn(folder);

        assertThat(workspace.settings().models())
                .extracting(TextModel::file, TextModel::sha256, TextModel::finds, TextModel::minimum)
                .containsExactly(
                        tuple("models/ner-de.bin", hash, Map.of("person", "NAME", "location", "ADDR"), 0.8),
                        tuple("b.bin", hash, Map.of("person", "NAME"), TextModel.USUAL_MINIMUM));
        assertThat(workspace.settings().models().get(1).place().file()).isEqualTo("weir.yaml");
        assertThat(Sample.clinical().workspaceIn(folder).settings().models()).isEmpty();
    }

    @Test
    void readsQuasiIdentifiersWithTheirLadders() {
        Sample marked = Sample.clinical()
                .replace(
                        "contracts/clinical/encounters.odcs.yaml",
                        "        customProperties: [ { property: weirUnit, value: d } ]",
                        "        customProperties: [ { property: weirQuasiIdentifier, value: ["
                                + "{ method: generalise, to: bin, width: 7 }, nullify] } ]");
        Column stay = marked.workspaceIn(folder)
                .product("clinical")
                .orElseThrow()
                .table("encounters")
                .orElseThrow()
                .column("length_of_stay")
                .orElseThrow();
        assertThat(stay.meaning().quasiIdentifier())
                .hasValue(new Column.QuasiIdentifier(List.of(
                        new MaskChoice("generalise", Map.of("to", "bin", "width", "7")),
                        new MaskChoice("nullify", Map.of()))));
    }

    @Test
    void readsSourcesWithTheirDialect() {
        Source source =
                Sample.clinical().workspaceIn(folder).source("raw.encounters").orElseThrow();
        assertThat(source.files().location()).isEqualTo("raw/encounters");
        assertThat(source.files().format()).isEqualTo("csv");
        assertThat(source.files().dialect())
                .isEqualTo(new DelimitedDialect(
                        new TextStorage("GB18030", Optional.empty(), TextStorage.USUAL_RECORD_BYTES),
                        new DelimitedDialect.Layout(
                                DelimitedDialect.Header.PRESENT, DelimitedDialect.Matching.BY_NAME, 0),
                        new DelimitedDialect.Marks(',', Optional.of('"'), Optional.empty(), Optional.empty()),
                        List.of("NA"),
                        DelimitedDialect.Trim.TRIM));
        Table table = source.contract().table("encounters").orElseThrow();
        assertThat(table.making()).isEqualTo(new Table.Files(Optional.of("encounters-*.csv")));
        assertThat(table.column("START").orElseThrow().type())
                .isEqualTo(new DataType.Timestamp(
                        DataType.Clock.INSTANT,
                        Optional.of(TimePattern.of("yyyy-MM-dd'T'HH:mm:ssX")),
                        Optional.empty()));
        assertThat(table.column("COST").orElseThrow().type()).isEqualTo(new DataType.Decimal(12, 2));
        assertThat(table.column("COST").orElseThrow().origin().onBadValue()).isEqualTo(Column.OnBadValue.NULL_AND_WARN);
    }

    @Test
    void readsSourcesBelowTheRootsOfTheirProfile() {
        Sample elsewhere = Sample.clinical()
                .replace(
                        "weir.yaml",
                        "    warehouse: warehouse\n",
                        "    warehouse: warehouse\n    sources: { roots: [/data/landing, ../shared] }\n")
                .replace(
                        "contracts/raw/encounters.odcs.yaml", "path: raw/encounters", "path: /data/landing/encounters");
        assertThat(elsewhere.problemsIn(folder)).isEmpty();
        Workspace workspace = elsewhere.workspaceIn(folder);
        assertThat(workspace.profile().sources().roots()).containsExactly("/data/landing", "../shared");
        assertThat(workspace.source("raw.encounters").orElseThrow().files().location())
                .isEqualTo("/data/landing/encounters");
        assertThat(elsewhere
                        .replace("contracts/raw/encounters.odcs.yaml", "/data/landing/encounters", "../shared/x/*.csv")
                        .workspaceIn(folder)
                        .source("raw.encounters")
                        .orElseThrow()
                        .files()
                        .location())
                .isEqualTo("../shared/x/*.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/encounters", "/data/landing/../encounters", "../share/x.csv", "/data/landings"})
    void tellsOfSourcesBesideTheRootsOfTheirProfile(String path) {
        assertThat(Sample.clinical()
                        .replace(
                                "weir.yaml",
                                "    warehouse: warehouse\n",
                                "    warehouse: warehouse\n    sources: { roots: [/data/landing, ../shared] }\n")
                        .replace("contracts/raw/encounters.odcs.yaml", "path: raw/encounters", "path: " + path)
                        .problemsIn(folder))
                .containsExactly("contracts/raw/encounters.odcs.yaml:9:11 C004 'path' is '" + path
                        + "', which leads out of the workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "./keys/*", "raw/../warehouse/x", "runs"})
    void noSourceLiesWhereWeirKeepsItsOwnFiles(String path) {
        assertThat(Sample.clinical()
                        .replace("contracts/raw/encounters.odcs.yaml", "path: raw/encounters", "path: " + path)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("C004 the source is '" + path)
                .contains("where Weir keeps files of its own");
    }

    @ParameterizedTest
    @CsvSource({
        "1023, 1024, 1",
        "1024, 1024, 0",
        "1025, 1025, 0",
        "536870912, 536870912, 0",
        "536870913, 536870912, 1",
        "2147483648, 4194304, 1",
    })
    void aRecordHasAtLeastAKibibyteAndAtMostHalfAGibibyte(String written, int bytes, int problems) {
        WorkspaceReader.Outcome outcome = raw("maxRecordBytes: " + written);
        assertThat(outcome.problems())
                .extracting(Problem::what)
                .isEqualTo(problems == 0 ? List.of() : List.of("'maxRecordBytes' is " + written));
        assertThat(dialect(outcome).stored().maxRecordBytes()).isEqualTo(bytes);
    }

    private WorkspaceReader.Outcome raw(String read) {
        return Sample.clinical()
                .replace("contracts/raw/encounters.odcs.yaml", "trim: true", read)
                .readIn(folder);
    }

    private static DelimitedDialect dialect(WorkspaceReader.Outcome outcome) {
        return (DelimitedDialect) outcome.workspace()
                .orElseThrow()
                .source("raw.encounters")
                .orElseThrow()
                .files()
                .dialect();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            header: true                    | PRESENT | BY_NAME     | 0
            header: true, byPosition: true  | PRESENT | BY_POSITION | 0
            header: true, byPosition: false | PRESENT | BY_NAME     | 0
            header: false                   | ABSENT  | BY_POSITION | 0
            header: false, byPosition: true | ABSENT  | BY_POSITION | 0
            skipRows: 0                     | PRESENT | BY_NAME     | 0
            skipRows: 1                     | PRESENT | BY_NAME     | 1
            skipRows: 2147483647            | PRESENT | BY_NAME     | 2147483647
            """)
    void findsColumnsByTheHeaderOrByPosition(
            String read, DelimitedDialect.Header header, DelimitedDialect.Matching matching, int skip) {
        WorkspaceReader.Outcome outcome = raw(read);
        assertThat(outcome.problems()).isEmpty();
        assertThat(dialect(outcome).layout()).isEqualTo(new DelimitedDialect.Layout(header, matching, skip));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logicalType: integer, logicalTypeOptions: { format: i64 }       |
            logicalType: integer, logicalTypeOptions: { format: i32 }       | format
            logicalType: integer, logicalTypeOptions: { minimum: 0 }        | minimum
            logicalType: string, logicalTypeOptions: { format: email }      | format
            logicalType: date, logicalTypeOptions: { format: yyyy-MM-dd }   |
            logicalType: timestamp, logicalTypeOptions: { timezone: true, defaultTimezone: Asia/Shanghai } |
            logicalType: string, required: false, unique: false             |
            logicalType: string, unique: true                               | unique
            logicalType: string, quality: [{ type: text, description: A. }] | quality
            logicalType: string, relationships: [{ to: patients.a }]        | relationships
            """)
    void theValuesOfASourceAreJudgedWhereTheyAreReleased(String column, String refused) {
        assertThat(typed(column).problems())
                .extracting(Problem::what)
                .isEqualTo(refused == null ? List.of() : List.of("'" + refused + "' stands in a source's contract"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "99999999999999999999", "-1"})
    void rowsThatNobodyCouldPassOverAreTold(String rows) {
        WorkspaceReader.Outcome outcome = raw("skipRows: " + rows);
        assertThat(outcome.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().line()).isEqualTo(12));
        assertThat(dialect(outcome).layout().skipRows()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logicalType: integer                                              | integer
            logicalType: number                                               | number
            logicalType: number, physicalType: 'decimal(38, 38)'              | decimal(38,38)
            logicalType: number, physicalType: 'NUMERIC(1,0)'                 | decimal(1,0)
            logicalType: number, physicalType: decimal(9)                     | decimal(9,0)
            logicalType: time                                                 | time
            logicalType: boolean                                              | boolean
            """, quoteCharacter = '`')
    void readsTypes(String column, String type) {
        WorkspaceReader.Outcome outcome = typed(column);
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .source("raw.encounters")
                        .orElseThrow()
                        .contract()
                        .table("encounters")
                        .orElseThrow()
                        .column("Id")
                        .orElseThrow()
                        .type()
                        .display())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logicalType: number, physicalType: 'decimal(39,0)'                | 'physicalType' is 'decimal(39,0)'
            logicalType: number, physicalType: 'decimal(0,0)'                 | 'physicalType' is 'decimal(0,0)'
            logicalType: number, physicalType: 'decimal(9,10)'                | 'physicalType' is 'decimal(9,10)'
            logicalType: number, physicalType: 'decimal(9,2) '                |
            logicalType: number, physicalType: 'decimal(9,x)'                 | 'physicalType' is 'decimal(9,x)'
            logicalType: number, physicalType: 'decimal(0009,2)'              | 'physicalType' is 'decimal(0009,2)'
            logicalType: number, physicalType: 'decimal'                      | 'physicalType' is 'decimal'
            logicalType: integer, logicalTypeOptions: { format: u64 }         | integers of the format u64 are not kept yet
            logicalType: integer, logicalTypeOptions: { format: i128 }        | integers of the format i128 are not kept yet
            logicalType: integer, logicalTypeOptions: { format: u128 }        | integers of the format u128 are not kept yet
            logicalType: number, logicalTypeOptions: { format: f32 }          | numbers of the format f32 are not kept yet
            logicalType: time, logicalTypeOptions: { timezone: true }         | times of day with a time zone are not kept yet
            logicalType: array                                                | the array 'Id' has no 'items'
            logicalType: object                                               | the object 'Id' has no 'properties'
            logicalType: timestamp, logicalTypeOptions: { defaultTimezone: Asia/Shangai } | there is no time zone 'Asia/Shangai'
            """, quoteCharacter = '`')
    void tellsOfTypesThatAreNotKept(String column, String problem) {
        List<String> told = typed(column).problems().stream()
                .map(Problem::what)
                .filter(what -> !what.endsWith("stands in a source's contract"))
                .toList();
        assertThat(told).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    private WorkspaceReader.Outcome typed(String column) {
        return Sample.clinical()
                .replace("contracts/raw/encounters.odcs.yaml", "name: Id, logicalType: string", "name: Id, " + column)
                .readIn(folder);
    }

    @Test
    void aMarkIsOneCharacterOrNone() {
        WorkspaceReader.Outcome outcome = raw("quote: \"\", escape: '!', comment: '#', delimiter: ';'");
        assertThat(outcome.problems()).isEmpty();
        assertThat(dialect(outcome).marks())
                .isEqualTo(new DelimitedDialect.Marks(';', Optional.empty(), Optional.of('!'), Optional.of('#')));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aQuasiIdentifierWithoutALadderIsTrueOrFalse(boolean says) {
        assertThat(Sample.clinical()
                        .replace(
                                "contracts/clinical/encounters.odcs.yaml",
                                "{ property: weirMask, value: redact }",
                                "{ property: weirMask, value: redact }, { property: weirQuasiIdentifier, value: " + says
                                        + " }")
                        .workspaceIn(folder)
                        .product("clinical")
                        .orElseThrow()
                        .table("encounters")
                        .orElseThrow()
                        .column("reason")
                        .orElseThrow()
                        .meaning()
                        .quasiIdentifier())
                .isEqualTo(says ? Optional.of(new Column.QuasiIdentifier(List.of())) : Optional.empty());
    }

    @Test
    void columnsWithoutAHeaderAreFoundByPositionOnly() {
        assertThat(raw("header: false, byPosition: false").problems())
                .extracting(Problem::what)
                .containsExactly("'byPosition' is false, and 'header' too");
    }

    @Test
    void readsFilesOfTheDiskAndOfS3() {
        Workspace prod = inBucket("s3://landing/encounters/{date}").workspaceIn(folder);
        assertThat(prod.source("raw.encounters").orElseThrow().files().location())
                .isEqualTo("s3a://landing/encounters/{date}");
        assertThat(prod.profile().sourceAddresses())
                .extracting(ObjectAddress::toString)
                .containsExactly("s3a://landing/encounters");
        assertThat(prod.profile().sourceFolders(folder)).containsExactly(folder.resolve("shared"));
        assertThat(prod.source("raw.patients").orElseThrow().files().location()).isEqualTo("raw/patients.tsv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gs://landing/encounters                | begins with s3a://",
                "file:///etc/passwd                     | begins with s3a://",
                "http://landing/encounters              | begins with s3a://",
                "raw/encounters                         | begins with s3a://",
                "s3a://landing/encounters/../patients   | knows no '.' and '..'",
                "s3a://landing/encounters/{a,../x}      | knows no '.' and '..'",
                "s3a://landing/encounters/%2e%2e/x      | without percent signs",
                "s3a://landing/encounters//x            | between two slashes is empty",
                "s3a://landing/patients                 | below no entry of the profile's 'sources.roots'",
                "s3a://landing/encounters2              | below no entry of the profile's 'sources.roots'",
                "s3a://landing/encounter?/x             | below no entry of the profile's 'sources.roots'",
                "s3a://other/encounters                 | below no entry of the profile's 'sources.roots'",
                "s3a://*/encounters                     | has no bucket",
            })
    void tellsOfSourcesThatNoRootLeadsTo(String location, String why) {
        assertThat(inBucket("\"" + location + "\"").readIn(folder).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
                    assertThat(problem.place().toString()).isEqualTo("contracts/raw/encounters.odcs.yaml:9:15");
                    assertThat(problem.what()).contains("'location' is '" + location + "'");
                    assertThat(problem.why()).contains(why);
                });
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThat(inBucket("\"s3a://key:hidden@landing/encounters\"")
                        .readIn(folder)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("s3a://…@landing", "credentials have no place")
                        .doesNotContain("hidden"));
        assertThat(Sample.clinical()
                        .replace(
                                "contracts/raw/encounters.odcs.yaml",
                                "path: raw/encounters",
                                "path: s3a://k:hidden@b/x")
                        .readIn(folder)
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("'type: s3'").doesNotContain("hidden"));
    }

    @Test
    void aPatternStaysBelowItsAddressAndAnEndpointIsTheProfiles() {
        assertThat(inBucket("s3a://landing/encounters")
                        .replace("contracts/raw/encounters.odcs.yaml", "encounters-*.csv", "../patients/*.csv")
                        .problemsIn(folder))
                .containsExactly("contracts/raw/encounters.odcs.yaml:14:11 C004 'physicalName' of the source's table"
                        + " 'encounters' is '../patients/*.csv'");
        assertThat(inBucket("s3a://landing/encounters\n    endpointUrl: https://s3.example.org")
                        .problemsIn(folder))
                .containsExactly("contracts/raw/encounters.odcs.yaml:10:18 C014 'endpointUrl' of a server is not read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gs://landing",
                "file:///data",
                "s3a://key:hidden@landing",
                "s3a://landing/*",
                "s3a://landing/../x"
            })
    void aRootIsAFolderOrAPlaceInABucket(String root) {
        assertThat(Sample.clinical()
                        .replace(
                                "weir.yaml",
                                "    warehouse: warehouse\n",
                                "    warehouse: warehouse\n    sources: { roots: [\"" + root + "\"] }\n")
                        .readIn(folder)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("is no folder and no prefix in a bucket")
                        .doesNotContain("hidden"));
    }

    /** With the encounters in a bucket, one prefix of which is a root. */
    private static Sample inBucket(String location) {
        return Sample.clinical()
                .replace(
                        "weir.yaml",
                        "    warehouse: warehouse\n",
                        "    warehouse: warehouse\n    sources: { roots: [shared, s3://landing/encounters/] }\n")
                .replace(
                        "contracts/raw/encounters.odcs.yaml",
                        "    type: local\n    path: raw/encounters\n",
                        "    type: s3\n    location: " + location + "\n");
    }

    @Test
    void twoProductsHaveTwoIds() {
        String other = Sample.clinical()
                .text("contracts/clinical/clinical.odps.yaml")
                .replaceAll("(?s)inputPorts:.*(?=support:)", "");
        Sample two = Sample.clinical()
                .with("contracts/clinical/z.odps.yaml", other.replace("id: clinical\n", "id: wards\n"));
        assertThat(two.problemsIn(folder)).noneMatch(problem -> problem.contains("two products"));
        Sample same = Sample.clinical()
                .with("contracts/clinical/z.odps.yaml", other.replace("id: clinical\n", "id: Clinical\n"));
        assertThat(same.problemsIn(folder))
                .anyMatch(problem -> problem.matches(
                        "contracts/clinical/[a-z]+.odps.yaml:3:5 C005 there are two products" + " '[Cc]linical'"));
    }

    /** Nobody knows what a product that cannot be read would have had. */
    @Test
    void whatIsSaidOfAProductThatCannotBeReadIsNoMistake() {
        Sample sample = Sample.clinical().with("contracts/recipients.yaml", """
            recipients:
              - { id: london, name: London, products: [clinical, other], masks: [{ column: clinical.wards.a, mask: drop }] }
            """);
        assertThat(sample.problemsIn(folder)).hasSize(2);
        assertThat(sample.with("contracts/clinical/z.odps.yaml", "id: [")
                        .readIn(folder)
                        .problems())
                .extracting(problem -> problem.place().file())
                .containsExactly("contracts/clinical/z.odps.yaml");
    }

    @Test
    void aColumnOfAQueryInheritsTheCategoryOfTheOneColumnThatItIs() {
        Sample sample = Sample.clinical()
                .replace("contracts/clinical/encounters.odcs.yaml", "        classification: MRN\n", "");
        assertThat(sample.problemsIn(folder)).isEmpty();
        assertThat(sample.workspaceIn(folder)
                        .product("clinical")
                        .orElseThrow()
                        .table("encounters")
                        .orElseThrow()
                        .column("patient_id")
                        .orElseThrow()
                        .meaning()
                        .category())
                .contains("MRN");
        // STOP has no category, and what is computed inherits none
        for (String column : List.of("STOP AS stopped_at", "upper(PATIENT) AS stopped_at")) {
            assertThat(Sample.clinical()
                            .replace(
                                    "contracts/clinical/encounters.odcs.yaml",
                                    "name: stopped_at, logicalType: timestamp, classification: DATE",
                                    "name: stopped_at, logicalType: timestamp")
                            .replace("contracts/clinical/encounters.sql", "STOP AS stopped_at", column)
                            .problemsIn(folder))
                    .singleElement()
                    .asString()
                    .contains("stopped_at");
        }
    }

    @Test
    void readsHowLargeARecordMayBe() {
        Sample raw = Sample.clinical()
                .replace("contracts/raw/encounters.odcs.yaml", "trim: true", "trim: true, maxRecordBytes: 1048576");
        assertThat(dialect(raw.readIn(folder)).stored().maxRecordBytes()).isEqualTo(1_048_576);
    }

    @Test
    void readsProductsWithTheirTransformations() {
        Workspace workspace = Sample.clinical().workspaceIn(folder);
        Product product = workspace.product("clinical").orElseThrow();
        assertThat(product.audience()).isEqualTo(Product.Audience.ENCLAVE);
        assertThat(product.about().owners()).containsExactly("clinical-data@example.org");
        assertThat(product.tables()).extracting(Table::name).containsExactly("patients", "encounters");
        assertThat(product.contractOf("encounters").orElseThrow().terms().format())
                .contains(TableFormat.DELTA);
        assertThat(product.contractOf("encounters").orElseThrow().terms().serviceLevels())
                .containsExactly("frequency = 1 d", "latency = 2 d");

        Table encounters = product.table("encounters").orElseThrow();
        assertThat(encounters.keys().primary()).containsExactly("encounter_id");
        assertThat(encounters.keys().subject()).contains("patient_id");
        assertThat(((Table.Query) encounters.making()).inputs()).containsExactly("raw.encounters");

        Table patients = product.table("patients").orElseThrow();
        assertThat(((Table.Query) patients.making()).sql()).isEqualTo("""
            SELECT `patient_id`,
                   year(born_on)
                   AS `birth_year`
            FROM raw.patients\
            """);
        assertThat(patients.column("patient_id").orElseThrow().meaning().category())
                .contains("MRN");
        assertThat(product.files())
                .extracting(HashedFile::path)
                .containsExactly(
                        "contracts/clinical/clinical.odps.yaml",
                        "contracts/clinical/encounters.odcs.yaml",
                        "contracts/clinical/encounters.sql",
                        "contracts/clinical/patients.odcs.yaml",
                        "contracts/raw/encounters.odcs.yaml",
                        "contracts/raw/patients.odcs.yaml",
                        "quality-rules/clinical/encounters.yaml",
                        "quality-rules/packs/dates.yaml");
    }

    @Test
    void derivesRulesFromTheContractAndOverridesTheirSeverities() {
        Product product =
                Sample.clinical().workspaceIn(folder).product("clinical").orElseThrow();
        assertThat(product.rules())
                .extracting(rule -> rule.id() + " " + rule.severity())
                .containsExactly(
                        "patients.key block",
                        "patients.birth_year.minimum quarantine",
                        "patients.empty block",
                        "encounters.key quarantine",
                        "encounters.patient_id.required quarantine",
                        "encounters.started_at.required quarantine",
                        "encounters.length_of_stay.minimum quarantine",
                        "encounters.patient_id.reference quarantine",
                        "encounters.empty block",
                        "encounters.started_at.freshness warn",
                        "raw.encounters.encounters.unreadable block",
                        "raw.encounters.encounters.columns.missing block",
                        "raw.encounters.encounters.columns.new warn",
                        "raw.encounters.encounters.columns.reordered warn",
                        "raw.patients.patients.unreadable block",
                        "raw.patients.patients.columns.missing block",
                        "raw.patients.patients.columns.new warn",
                        "raw.patients.patients.columns.reordered warn",
                        "stopped_at-after-started_at quarantine",
                        "volume block");
        Rule minimum = product.rules().get(6);
        assertThat(minimum.check()).isEqualTo(new Rule.Row("`length_of_stay` >= 0", List.of("length_of_stay")));
        assertThat(minimum.place()).hasToString("contracts/clinical/encounters.odcs.yaml:37:40");
        assertThat(product.rules().get(3).standing().because()).isEqualTo("The ETL repeats rows.");
        assertThat(product.rules().get(18).check())
                .isEqualTo(new Rule.Row("stopped_at >= started_at", List.of("stopped_at", "started_at")));
        assertThat(product.rules().get(18).severity()).isEqualTo(Severity.QUARANTINE);
    }

    @Test
    void aContractSaysHowMuchMayBeUnreadableAndWhichTableMayBeEmpty() {
        Product product = Sample.clinical()
                .replace(
                        "contracts/raw/encounters.odcs.yaml",
                        "  - name: encounters\n",
                        "  - name: encounters\n    customProperties: [{ property: weirUnreadable, value: { atMost: 0.2 } }]\n")
                .replace(
                        "contracts/clinical/patients.odcs.yaml",
                        "  - name: patients\n",
                        "  - name: patients\n    customProperties: [{ property: weirEmpty, value: allow }]\n")
                .with("quality-rules/raw.yaml", """
                    contract: raw.patients
                    rules:
                      - { override: raw.patients.patients.unreadable, severity: warn, threshold: 0.5 }
                    """)
                .workspaceIn(folder)
                .product("clinical")
                .orElseThrow();
        assertThat(product.rules())
                .extracting(Rule::id)
                .contains("encounters.empty")
                .doesNotContain("patients.empty");
        assertThat(product.rules())
                .filteredOn(rule -> rule.check() instanceof Rule.ReadableShare)
                .extracting(rule -> rule.id() + " " + rule.severity() + " "
                        + rule.terms().threshold().orElseThrow())
                .containsExactly(
                        "raw.encounters.encounters.unreadable block 0.8", "raw.patients.patients.unreadable warn 0.5");
    }

    @Test
    void waiversBelongToTheProductThatHasTheRule() {
        Product product = Sample.clinical()
                .with("quality-rules/waivers.yaml", """
                    waivers:
                      - { rule: volume, until: 2020-01-31, by: me@example.org, because: Over long ago. }
                      - { rule: patients.key, product: clinical, until: "2026-12-31", by: me@example.org, because: We know. }
                    """)
                .workspaceIn(folder)
                .product("clinical")
                .orElseThrow();
        assertThat(product.concessions().waivers())
                .extracting(waiver -> waiver.product() + " " + waiver.rule() + " " + waiver.until() + " "
                        + waiver.place().line())
                .containsExactly("clinical volume 2020-01-31 2", "clinical patients.key 2026-12-31 3");
        assertThat(product.files()).extracting(HashedFile::path).endsWith("quality-rules/waivers.yaml");
    }

    @Test
    void harmlessColumnsBelongToTheProductThatHasTheTable() {
        Product product = Sample.clinical()
                .with("quality-rules/waivers.yaml", """
                    harmless:
                      - column: encounters.reason
                        looksLike: [PHONE, PLATE]
                        until: 2026-12-31
                        by: me@example.org
                        because: Ward codes.
                    """)
                .workspaceIn(folder)
                .product("clinical")
                .orElseThrow();
        assertThat(product.concessions().harmless()).singleElement().satisfies(column -> {
            assertThat(column.product() + " " + column.name() + " " + column.looksLike() + " " + column.place())
                    .isEqualTo("clinical encounters.reason [PHONE, PLATE] quality-rules/waivers.yaml:2:13");
            assertThat(column.words()).isEqualTo("harmless until 2026-12-31, says me@example.org: Ward codes.");
            assertThat(column.inForce(column.word().until())).isTrue();
            assertThat(column.inForce(column.word().until().plusDays(1))).isFalse();
        });
        assertThat(product.concessions().waivers()).isEmpty();
        assertThat(product.files()).extracting(HashedFile::path).endsWith("quality-rules/waivers.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules"})
    void readsTheExamples(String example) {
        WorkspaceReader.Outcome outcome = WorkspaceReader.readWhatCanBe(
                Path.of("..", "examples", example), Optional.empty(), Map.of(), Sample.LANGUAGES);
        assertThat(outcome.problems()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNoWorkspace() {
        assertThatThrownBy(() -> WorkspaceReader.read(folder, Optional.empty(), Map.of(), Sample.LANGUAGES))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("weir.yaml  C021");
    }
}
