package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Column;
import dev.weir.contracts.ContentHash;
import dev.weir.contracts.DataType;
import dev.weir.contracts.KeySettings;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Pkcs11Uri;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.WrittenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(laptop.name()).isEqualTo("beijing-centre");
        assertThat(laptop.lawPack()).isEqualTo("cn-2026-01");
        assertThat(laptop.profile().warehouse()).isEqualTo("warehouse");
        assertThat(laptop.profile().catalogue()).containsExactly(Map.entry("type", "sqlite"));
        assertThat(laptop.profile().keys().store()).isEqualTo("keys/weir.bcfks");

        Workspace prod = Sample.clinical()
                .profile("prod")
                .environment(Map.of("CATALOGUE_URI", "https://catalogue", "OPENLINEAGE_URL", "https://lineage"))
                .workspaceIn(folder);
        assertThat(prod.profile().catalogue())
                .containsExactly(Map.entry("type", "rest"), Map.entry("uri", "https://catalogue"));
        assertThat(prod.profile().lineageTransport())
                .containsExactly(Map.entry("type", "http"), Map.entry("url", "https://lineage"));
        assertThat(prod.profile().spark()).containsExactly(Map.entry("spark.executor.instances", "8"));
        assertThat(prod.source("raw.patients").orElseThrow().location()).isEqualTo("s3://landing/patients/");
        assertThat(prod.source("raw.patients").orElseThrow().format()).isEqualTo(Source.FileFormat.PARQUET);
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

        assertThat(Sample.clinical().workspaceIn(folder).contentHash()).isEqualTo(ContentHash.SHA256_SUM);
        assertThat(lthash.workspaceIn(folder).contentHash()).isEqualTo(ContentHash.LTHASH);
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

        assertThat(workspace.models())
                .extracting(TextModel::file, TextModel::sha256, TextModel::finds, TextModel::minimum)
                .containsExactly(
                        tuple("models/ner-de.bin", hash, Map.of("person", "NAME", "location", "ADDR"), 0.8),
                        tuple("b.bin", hash, Map.of("person", "NAME"), TextModel.USUAL_MINIMUM));
        assertThat(workspace.models().get(1).place().file()).isEqualTo("weir.yaml");
        assertThat(Sample.clinical().workspaceIn(folder).models()).isEmpty();
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
        assertThat(source.location()).isEqualTo("raw/encounters");
        assertThat(source.format()).isEqualTo(Source.FileFormat.CSV);
        assertThat(source.dialect())
                .isEqualTo(new Source.Dialect(
                        "GB18030",
                        new Source.Layout(Source.Header.PRESENT, Source.Matching.BY_NAME, 0),
                        new Source.Marks(',', Optional.of('"'), Optional.empty(), Optional.empty()),
                        List.of("NA"),
                        Source.Trim.TRIM,
                        Optional.empty()));
        Table table = source.contract().table("encounters").orElseThrow();
        assertThat(table.making()).isEqualTo(new Table.Files(Optional.of("encounters-*.csv")));
        assertThat(table.column("START").orElseThrow().type())
                .isEqualTo(new DataType.Timestamp(
                        DataType.Clock.INSTANT, Optional.of("yyyy-MM-dd'T'HH:mm:ssX"), Optional.empty()));
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
        Workspace workspace = elsewhere.workspaceIn(folder);
        assertThat(workspace.profile().sourceRoots()).containsExactly("/data/landing", "../shared");
        assertThat(workspace.source("raw.encounters").orElseThrow().location()).isEqualTo("/data/landing/encounters");
        assertThat(elsewhere
                        .replace("contracts/raw/encounters.odcs.yaml", "/data/landing/encounters", "../shared/x/*.csv")
                        .workspaceIn(folder)
                        .source("raw.encounters")
                        .orElseThrow()
                        .location())
                .isEqualTo("../shared/x/*.csv");
    }

    @Test
    void readsHowLargeARecordMayBe() {
        Sample raw = Sample.clinical()
                .replace("contracts/raw/encounters.odcs.yaml", "trim: true", "trim: true, maxRecordBytes: 1048576");
        assertThat(raw.workspaceIn(folder)
                        .source("raw.encounters")
                        .orElseThrow()
                        .dialect()
                        .maxRecordBytes())
                .isEqualTo(1_048_576);
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
                .extracting(WrittenFile::path)
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
        assertThat(product.waivers())
                .extracting(waiver -> waiver.product() + " " + waiver.rule() + " " + waiver.until() + " "
                        + waiver.place().line())
                .containsExactly("clinical volume 2020-01-31 2", "clinical patients.key 2026-12-31 3");
        assertThat(product.files()).extracting(WrittenFile::path).endsWith("quality-rules/waivers.yaml");
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
        assertThat(product.harmless()).singleElement().satisfies(column -> {
            assertThat(column.product() + " " + column.name() + " " + column.looksLike() + " " + column.place())
                    .isEqualTo("clinical encounters.reason [PHONE, PLATE] quality-rules/waivers.yaml:2:13");
            assertThat(column.words()).isEqualTo("harmless until 2026-12-31, says me@example.org: Ward codes.");
            assertThat(column.inForce(column.until())).isTrue();
            assertThat(column.inForce(column.until().plusDays(1))).isFalse();
        });
        assertThat(product.waivers()).isEmpty();
        assertThat(product.files()).extracting(WrittenFile::path).endsWith("quality-rules/waivers.yaml");
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
