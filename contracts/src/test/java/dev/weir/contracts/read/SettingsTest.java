package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Processor;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.settings.TimestampSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code weir.yaml} says of its profiles and its law. */
final class SettingsTest {

    private static final String KEYS = "    keys: { store: keys/weir.bcfks";
    private static final String LAW = "  pack: cn-2026-01\n";

    @TempDir
    private Path folder;

    private static Sample signing(String signing) {
        return Sample.clinical().replace("weir.yaml", KEYS, "    signing: " + signing + "\n" + KEYS);
    }

    private SigningSettings read(String signing) {
        return signing(signing).workspaceIn(folder).profile().signing();
    }

    @Test
    void whatSigningDoesNotSayIsAsUsual() {
        assertThat(Sample.clinical().workspaceIn(folder).profile().signing()).isEqualTo(SigningSettings.USUAL);
        assertThat(read("{ algorithm: sm2 }"))
                .isEqualTo(new SigningSettings(SigningAlgorithm.SM2, "keys/release.key", "keys/release.pub"));
        assertThat(read("{ algorithm: ed25519, key: a.key, public: a.pub }"))
                .isEqualTo(new SigningSettings(SigningAlgorithm.ED25519, "a.key", "a.pub"));
        assertThat(read("{ timestamps: { url: \"https://tsa.example.org/tsr\", trust: tsa.pem } }")
                        .timestamps())
                .contains(new TimestampSettings("https://tsa.example.org/tsr", "tsa.pem"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { key: keys/release.pub }                        | C004 'key' and 'public' are not two files
            { public: keys/release.key }                     | C004 'key' and 'public' are not two files
            { key: \\" \\" }                                   | C004 'key' and 'public' are not two files
            { public: \\" \\" }                                | C004 'key' and 'public' are not two files
            { algorithm: rsa }                               | C004 'algorithm' of a profile's signing is 'rsa'
            { timestamps: { url: \\"${U:-ftp://a}\\", trust: a } }  | C004 'url' of 'timestamps' is no address of HTTP
            { timestamps: { url: \\"${U:-http://a@b}\\", trust: a } } | C004 'url' of 'timestamps' is no address of HTTP
            { timestamps: { url: \\"http://a\\", trust: \\"${T:-}\\" } }  | C004 'trust' of 'timestamps' is empty
            """)
    void whatSigningSaysWronglyIsTold(String signing, String problem) {
        WorkspaceReader.Outcome outcome = signing(signing.replace("\\\"", "\"")).readIn(folder);
        assertThat(outcome.problems())
                .extracting(found -> found.code().id() + " " + found.what())
                .containsExactly(problem);
        assertThat(outcome.workspace().orElseThrow().profile().signing()).isEqualTo(SigningSettings.USUAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { key: keys/release.pub }                    | 9:21
            { public: keys/release.key }                 | 9:24
            { public: keys/a.key, key: keys/a.key }      | 9:41
            { timestamps: { trust: a, url: "ftp://a" } } | 9:45
            { timestamps: { url: "http://a", trust: "" } } | 9:54
            """, quoteCharacter = '`')
    void whatSigningSaysWronglyIsToldWhereItStands(String signing, String place) {
        assertThat(signing(signing).readIn(folder).problems())
                .extracting(found -> found.place().toString())
                .contains("weir.yaml:" + place);
    }

    private static Sample releases(String releases) {
        return Sample.clinical().replace("weir.yaml", KEYS, "    releases: " + releases + "\n" + KEYS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { store: "s3a://log", user: me }     | set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or spark.hadoop.fs.s3a.… under 'spark'
            { store: "jdbc:sqlite:a", user: me } | take it out
            """, quoteCharacter = '`')
    void aUserOfNothingIsToldWhatToDoInstead(String releases, String remedy) {
        assertThat(releases(releases).readIn(folder).problems())
                .extracting(found -> found.remedy())
                .containsExactly(remedy);
    }

    @Test
    void releasesLieInTheWarehouseUnlessTheProfileSaysOtherwise() {
        assertThat(Sample.clinical().workspaceIn(folder).profile().storage().releases())
                .isEqualTo(ReleaseStore.WAREHOUSE);
        assertThat(stored("{ store: s3a://log/weir }"))
                .isEqualTo(new ReleaseStore("s3a://log/weir", Optional.empty(), Optional.empty()));
        assertThat(stored("{ store: 'jdbc:sqlite:log.db' }"))
                .isEqualTo(new ReleaseStore("jdbc:sqlite:log.db", Optional.empty(), Optional.empty()));
        assertThat(stored("{ store: 'jdbc:postgresql://db/log?ssl=true', user: weir, password: '${PASS}' }"))
                .isEqualTo(new ReleaseStore(
                        "jdbc:postgresql://db/log?ssl=true", Optional.of("weir"), Optional.of("secret")));
        assertThat(stored("{ store: '${STORE}', user: '${NAME}' }"))
                .isEqualTo(new ReleaseStore("jdbc:postgresql://db/log", Optional.of("me"), Optional.empty()));
    }

    private ReleaseStore stored(String releases) {
        Sample sample = releases(releases)
                .environment(Map.of("PASS", "secret", "STORE", " jdbc:postgresql://db/log ", "NAME", "me"));
        assertThat(sample.problemsIn(folder)).isEmpty();
        return sample.workspaceIn(folder).profile().storage().releases();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { store: "s3://log" }                          | 9:24 releases cannot be kept in 's3://log' | Hadoop's own scheme for S3 is s3a
            { store: "file:///log" }                       | 9:24 releases cannot be kept in 'file:///log' | a release log lies in S3 (s3a://), in PostgreSQL or in SQLite (jdbc:)
            { store: "s3a://b?Password=x" }                | 9:24 releases cannot be kept in 's3a://b' | a release log lies in S3 (s3a://), in PostgreSQL or in SQLite (jdbc:)
            { store: "mysql://me:x@db" }                   | 9:24 releases cannot be kept in 'mysql://…@db' | a release log lies in S3 (s3a://), in PostgreSQL or in SQLite (jdbc:)
            { store: "jdbc:postgresql://me@db/a" }         | 9:24 the address of the release log names a user or a secret | an address is shown in messages
            { store: "jdbc:postgresql://db/a?user=me" }    | 9:24 the address of the release log names a user or a secret | an address is shown in messages
            { store: "jdbc:postgresql://db/a?b=c&password=x" } | 9:24 the address of the release log names a user or a secret | an address is shown in messages
            """, quoteCharacter = '`')
    void aStoreThatCannotBeIsToldWithoutItsSecret(String releases, String problem, String why) {
        WorkspaceReader.Outcome outcome = releases(releases).readIn(folder);
        assertThat(outcome.problems())
                .extracting(found -> found.place() + " " + found.what() + " | " + found.why())
                .containsExactly("weir.yaml:" + problem + " | " + why);
        assertThat(outcome.workspace().orElseThrow().profile().storage().releases())
                .isEqualTo(ReleaseStore.WAREHOUSE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { store: "s3a://log", user: me }             | 9:43 'user' is nothing to 's3a://log' | S3 takes its credentials as Hadoop does
            { store: "s3a://log", password: "${A:-}" }   | 9:47 'password' is nothing to 's3a://log' | S3 takes its credentials as Hadoop does
            { store: "jdbc:sqlite:a", user: me }         | 9:47 'user' is nothing to 'jdbc:sqlite:a' | SQLite's file has no users
            { store: "jdbc:postgresql://db/a", password: hunter2 } | 9:60 the password of the release log is no variable | what stands in weir.yaml is read by all who read the workspace, and stays in its history
            { store: "jdbc:postgresql://db/a", password: "${A:-b}" } | 9:60 the password of the release log is no variable | what stands in weir.yaml is read by all who read the workspace, and stays in its history
            """, quoteCharacter = '`')
    void usersArePeopleOfADatabaseAndTheirPasswordsAreVariables(String releases, String problem, String why) {
        WorkspaceReader.Outcome outcome = releases(releases).readIn(folder);
        assertThat(outcome.problems())
                .extracting(found -> found.place() + " " + found.what() + " | " + found.why())
                .containsExactly("weir.yaml:" + problem + " | " + why);
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .profile()
                        .storage()
                        .releases()
                        .password())
                .isNotEqualTo(Optional.of("hunter2"));
    }

    private static Sample catalogue(String catalogue) {
        return Sample.clinical().replace("weir.yaml", "    catalogue: { type: sqlite }", "    catalogue: " + catalogue);
    }

    @Test
    void aCatalogueOnAServerHasAnAddressAndAUserWhosePasswordIsAVariable() {
        Sample sample = catalogue("{ type: postgresql, store: '${STORE}', user: '${NAME}', password: '${PASS}' }")
                .environment(Map.of("PASS", "secret", "STORE", " jdbc:postgresql://db/weir ", "NAME", "me"));
        assertThat(sample.problemsIn(folder)).isEmpty();
        CatalogueSettings read = sample.workspaceIn(folder).profile().storage().catalogue();
        assertThat(read)
                .isEqualTo(new CatalogueSettings(
                        "postgresql", "jdbc:postgresql://db/weir", Optional.of("me"), Optional.of("secret")));
        assertThat(read).hasToString("jdbc:postgresql://db/weir");
        assertThat(Sample.clinical().workspaceIn(folder).profile().storage().catalogue())
                .hasToString("sqlite");
    }

    @Test
    void aCatalogueByRestHasAnAddressAndATokenOrAClient() {
        Sample sample = catalogue("{ type: rest, uri: 'https://host/catalog/', warehouse: weir, token: '${TOKEN}' }")
                .environment(Map.of("TOKEN", "secret"));
        assertThat(sample.problemsIn(folder)).isEmpty();
        CatalogueSettings read = sample.workspaceIn(folder).profile().storage().catalogue();
        assertThat(read)
                .isEqualTo(new CatalogueSettings(
                        "rest",
                        "https://host/catalog",
                        Optional.empty(),
                        Optional.of("secret"),
                        Map.of("warehouse", "weir")));
        assertThat(read).hasToString("https://host/catalog");
        Sample client = catalogue("{ type: rest, uri: 'https://host', user: me, password: '${PASS}', scope: all }")
                .environment(Map.of("PASS", "secret"));
        assertThat(client.problemsIn(folder)).isEmpty();
        assertThat(client.workspaceIn(folder).profile().storage().catalogue())
                .isEqualTo(new CatalogueSettings(
                        "rest", "https://host", Optional.of("me"), Optional.of("secret"), Map.of("scope", "all")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { type: postgresql }                                                  | C003 the catalogue has no 'store' | add store: jdbc:postgresql://host/database
            { type: postgresql, store: "jdbc:sqlite:a.db?password=x" }            | C004 the catalogue cannot be kept in 'jdbc:sqlite:a.db' | write jdbc:postgresql://host/database, or 'type: sqlite': then it lies in the warehouse
            { type: postgresql, store: "jdbc:postgresql://me:x@db/a" }            | C004 the address of the catalogue names a user or a secret | write 'user' and 'password' beside 'store'; a password that stood here is spent: change it
            { type: postgresql, store: "jdbc:postgresql://db/a", password: x }    | C004 the password of the catalogue is no variable | write password: "${WEIR_CATALOGUE_PASSWORD}" and set that variable; a password that stood here is spent: change it
            { type: postgresql, store: "jdbc:postgresql://db/a", uri: x }         | C002 'uri' is no field of a catalogue of the type 'postgresql' | take it out; what the driver has to know stands in the address
            { type: sqlite, uri: "https://host" }                                 | C004 'uri' is nothing to the catalogue of the type 'sqlite' | write 'type: rest' for one on a server, or take 'uri' out
            { type: rest }                                                        | C003 the catalogue has no 'uri' | add uri: https://host/catalog
            { type: rest, uri: "ftp://host" }                                     | C004 the catalogue cannot be asked at 'ftp://host' | write the address as the server's pages have it, such as https://host/catalog
            { type: rest, uri: "https://host/c?token=x" }                         | C004 the address of the catalogue names a user or a secret | write 'user' and 'password' beside 'uri'; a password that stood here is spent: change it
            { type: rest, uri: "https://me:x@host/c" }                            | C004 the address of the catalogue names a user or a secret | write 'user' and 'password' beside 'uri'; a password that stood here is spent: change it
            { type: rest, uri: "https://host", token: abc }                       | C004 the token of the catalogue is no variable | write token: "${WEIR_CATALOGUE_TOKEN}" and set that variable; a token that stood here is spent: change it
            { type: rest, uri: "https://host", user: me }                         | C004 it is not clear how the catalogue knows who asks | write 'token', or 'user' and 'password', or none of them where the server asks for nothing
            { type: rest, uri: "https://host", store: x }                         | C002 'store' is no field of a catalogue of the type 'rest' | take it out
            { type: sqlite, store: "jdbc:postgresql://db/a" }                     | C004 'store' is nothing to the catalogue of the type 'sqlite' | write 'type: postgresql' for one on a server, or take 'store' out
            """, quoteCharacter = '`')
    void aCatalogueThatCannotBeIsToldWithoutItsSecret(String catalogue, String problem, String remedy) {
        WorkspaceReader.Outcome outcome = catalogue(catalogue).readIn(folder);
        assertThat(outcome.problems())
                .extracting(found -> found.code().id() + " " + found.what() + " | " + found.remedy())
                .containsExactly(problem + " | " + remedy);
        assertThat(outcome.problems().get(0).place().toString()).startsWith("weir.yaml:7:");
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .profile()
                        .storage()
                        .catalogue()
                        .password())
                .isEmpty();
    }

    @Test
    void settingsAloneAreReadWithoutSourcesAndProducts() throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"), Sample.clinical().text("weir.yaml") + "defaultTimezone: Asia/Shanghai\n");
        Workspace settings = WorkspaceReader.readSettings(folder, Optional.empty(), Map.of());
        assertThat(settings.settings().name()).isEqualTo("beijing-centre");
        assertThat(settings.root()).isEqualTo(folder);
        assertThat(settings.profile().name()).isEqualTo("laptop");
        assertThat(settings.settings().zone()).hasToString("Asia/Shanghai");
        assertThat(settings.products()).isEmpty();
        assertThatThrownBy(() -> WorkspaceReader.readSettings(folder, Optional.of("staging"), Map.of()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("staging");
        assertThatThrownBy(() -> WorkspaceReader.readSettings(folder.resolve("none"), Optional.empty(), Map.of()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("is no workspace");
    }

    @Test
    void aRecordedWorkspaceIsItsFilesAndNoOthers() throws IOException {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("contracts/broken.odcs.yaml"), "[");
        Map<String, String> files = Map.of(
                "weir.yaml", Sample.clinical().text("weir.yaml"),
                "contracts/raw.odcs.yaml", Sample.clinical().text("contracts/raw/encounters.odcs.yaml"));
        Workspace workspace = WorkspaceReader.readRecorded(folder, Optional.empty(), Map.of(), Sample.LANGUAGES, files);
        assertThat(workspace.source("raw.encounters")).isPresent();
        assertThatThrownBy(() -> WorkspaceReader.readRecorded(
                        folder,
                        Optional.empty(),
                        Map.of(),
                        Sample.LANGUAGES,
                        Map.of("weir.yaml", files.get("weir.yaml"), "contracts/raw.odcs.yaml", "[")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("contracts/raw.odcs.yaml");
    }

    @Test
    void aWorkspaceIsReadAsIfAFileWereAnother() {
        Sample.clinical().readIn(folder);
        WorkspaceReader.Outcome outcome = WorkspaceReader.readEdited(
                folder,
                Optional.empty(),
                Map.of(),
                Sample.LANGUAGES,
                Map.of("contracts/raw/encounters.odcs.yaml", "["));
        assertThat(outcome.problems())
                .extracting(problem -> problem.place().file())
                .contains("contracts/raw/encounters.odcs.yaml");
        assertThat(WorkspaceReader.read(folder, Optional.empty(), Map.of(), Sample.LANGUAGES)
                        .settings()
                        .name())
                .isEqualTo("beijing-centre");
    }

    @ParameterizedTest
    @CsvSource({
        "law/ours.yml,         C004 the law's overlay is 'law/ours.yml'",
        "/law/ours.yaml,       C004 the law's overlay is '/law/ours.yaml'",
        "../ours.yaml,         C004 the law's overlay is '../ours.yaml'",
        "law\\ours.yaml,       C004 the law's overlay is 'law\\ours.yaml'",
        "law/theirs.yaml,      C008 the law's overlay 'law/theirs.yaml' is not there",
    })
    void anOverlayIsAFileOfTheWorkspace(String path, String problem) {
        assertThat(overlay(path).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("weir.yaml:")
                .endsWith(problem.substring(5));
    }

    @Test
    void anOverlayIsReadAsItStands() {
        Workspace.LawOverlay overlay =
                overlay("law/ours.yaml").workspaceIn(folder).law().overlay().orElseThrow();
        assertThat(overlay.text()).isEqualTo("overlay: ours\n");
        assertThat(overlay.file().path()).isEqualTo("law/ours.yaml");
    }

    private static Sample overlay(String path) {
        return Sample.clinical()
                .replace("weir.yaml", LAW, LAW + "  overlay: '" + path + "'\n")
                .with("law/ours.yaml", "overlay: ours\n");
    }

    @Test
    void theOnlyProfileIsTheOneAndSeveralNeedADefault() {
        Sample two = Sample.clinical().replace("weir.yaml", "default: laptop\n", "");
        assertThat(two.problemsIn(folder)).singleElement().asString().endsWith("no profile is chosen");
        assertThat(two.profile("laptop").problemsIn(folder)).isEmpty();
        String text = two.text("weir.yaml");
        String one = text.substring(0, text.indexOf("  prod:")) + text.substring(text.indexOf("law:"));
        assertThat(Sample.clinical()
                        .with("weir.yaml", one)
                        .workspaceIn(folder)
                        .profile()
                        .name())
                .isEqualTo("laptop");
    }

    /** Release 3 of a second warehouse is another one than release 3 of the first. */
    @Test
    void aSecondWarehouseHasPagesOfItsOwn() {
        Sample sample = Sample.clinical();
        assertThat(sample.workspaceIn(folder).site()).isEqualTo(folder.resolve("site"));
        assertThat(sample.profile("laptop").workspaceIn(folder).site()).isEqualTo(folder.resolve("site"));
        Sample prod = sample.environment(Map.of(
                        "CATALOGUE_URI", "https://catalogue.example.org",
                        "OPENLINEAGE_URL", "https://lineage.example.org"))
                .profile("prod");
        assertThat(prod.workspaceIn(folder).site()).isEqualTo(folder.resolve("site/prod"));
        assertThat(prod.replace(
                                "weir.yaml",
                                "    warehouse: warehouse\n",
                                "    warehouse: s3a://centre-products/warehouse\n")
                        .workspaceIn(folder)
                        .site())
                .isEqualTo(folder.resolve("site"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../prod", "a b", "-prod", "a/b"})
    void aProfileHasANameThatCanBeTypedAndCanBeAFolder(String name) {
        assertThat(Sample.clinical()
                        .replace("weir.yaml", "  prod:", "  \"" + name + "\":")
                        .problemsIn(folder))
                .containsExactly("weir.yaml:10:3 C004 '" + name + "' is no name of a profile");
    }

    @Test
    void aListInASettingIsTold() {
        assertThat(Sample.clinical()
                        .replace("weir.yaml", "{ type: sqlite }", "{ type: sqlite, more: [1, 2] }")
                        .problemsIn(folder))
                .containsExactly("weir.yaml:7:38 C004 'more' is a list");
    }

    @ParameterizedTest
    @CsvSource({
        "plain,                 plain",
        "a ${NAME} b ${NAME},   a value b value",
        "${NAME}x,              valuex",
        "${NAME:-other},        value",
        "${EMPTY},              ''",
        "${EMPTY:-other},       other",
        "${NONE:-other},        other",
        "${NONE:-}x,            x",
        "${:-other},            other",
        "$NAME {NAME},          $NAME {NAME}",
    })
    void aVariableIsFilledIn(String written, String filled) {
        Sample sample = Sample.clinical()
                .environment(Map.of("NAME", "value", "EMPTY", ""))
                .replace("weir.yaml", "warehouse: warehouse", "warehouse: '" + written + "'");
        assertThat(sample.readIn(folder)
                        .workspace()
                        .orElseThrow()
                        .profile()
                        .storage()
                        .warehouse())
                .isEqualTo(filled);
    }

    @Test
    void aVariableThatIsNotClosedStaysAsItIsWritten() {
        assertThat(Sample.clinical()
                        .replace("weir.yaml", "warehouse: warehouse", "warehouse: 'a${NONE'")
                        .readIn(folder)
                        .workspace()
                        .orElseThrow()
                        .profile()
                        .storage()
                        .warehouse())
                .isEqualTo("a${NONE");
    }

    @ParameterizedTest
    @CsvSource({"${NONE}, the environment variable NONE is not set", "a${NONE, '''${'' is not closed'"})
    void aVariableThatIsNotThereIsTold(String written, String problem) {
        assertThat(Sample.clinical()
                        .replace("weir.yaml", "warehouse: warehouse", "warehouse: '" + written + "'")
                        .readIn(folder)
                        .problems())
                .extracting(found -> found.place() + " " + found.what())
                .contains("weir.yaml:6:16 " + problem);
    }

    private Processor processor(String written) {
        return Sample.clinical()
                .replace("weir.yaml", "processor: { name: Beijing centre, region: CN-BJ,", "processor: { " + written)
                .workspaceIn(folder)
                .law()
                .processor();
    }

    @Test
    void aProcessorWithoutANameHasTheWorkspaces() {
        Processor named = processor("id: centre-7, name: Beijing centre, region: cn-bj,");
        assertThat(named.id()).isEqualTo("centre-7");
        assertThat(named.name()).isEqualTo("Beijing centre");
        assertThat(named.region()).isEqualTo("CN-BJ");
        assertThat(named.standing()).isEqualTo(new Processor.Standing(TriState.NO, TriState.YES, TriState.UNKNOWN));
        assertThat(processor("name: Beijing centre, region: CN-BJ,").id()).isEqualTo("beijing-centre");
        assertThat(processor("id: centre-7, region: CN-BJ,").name()).isEqualTo("beijing-centre");
    }

    @Test
    void whatCataloguesAreGivenStandsBesideTheProfiles() {
        assertThat(exports("")).isEqualTo(CatalogueExports.ALL);
        CatalogueExports written = exports("catalogue: { base: https://data.example.org, exports: [site, dcat] }\n");
        assertThat(written.base().iri()).isEqualTo("https://data.example.org/");
        assertThat(written.includes("dcat")).isTrue();
        assertThat(written.includes("croissant")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { base: data.example.org }     | 'base' of what catalogues are given
            { exports: [dcat, site, dcat] } | 'dcat' stands twice
            { bas: https://example.org/ }  | 'bas' is no field
            """)
    void whatNoCatalogueIsGivenIsAProblem(String written, String said) {
        assertThat(withExports("catalogue: " + written + "\n").problemsIn(folder))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).startsWith("weir.yaml:").contains(said));
    }

    private CatalogueExports exports(String written) {
        return withExports(written).workspaceIn(folder).settings().exports();
    }

    private static Sample withExports(String written) {
        Sample sample = Sample.clinical();
        return sample.with("weir.yaml", sample.text("weir.yaml") + written);
    }
}
