package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that list, show, name and hold releases. */
class ReleaseCommandsTest {

    private static final int RELEASES = 23;

    @TempDir
    private Path folder;

    private StoredReleaseLog log;

    @BeforeEach
    void releases() throws Exception {
        Folders.copy(Path.of("../../examples/clinical/contracts"), folder.resolve("contracts"));
        Folders.copy(Path.of("../../examples/clinical/quality-rules"), folder.resolve("quality-rules"));
        Files.copy(Path.of("../../examples/clinical/weir.yaml"), folder.resolve("weir.yaml"));
        log = StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse")));
        Optional<String> previous = Optional.empty();
        for (long number = 1; number <= RELEASES; number++) {
            Sealed.publish(folder, log, SampleRelease.of(number, previous, "run-" + number, List.of(table())));
            previous = Optional.of(log.sha256("clinical", number));
        }
    }

    private static ReleasedTable table() {
        return new ReleasedTable(
                "encounters",
                new ReleasedTable.Version(TableFormat.ICEBERG, "/w/clinical/encounters", "clinical.encounters", 7),
                List.of(new ReleasedTable.ReleasedColumn("id", "integer", "NONE", "keep", "", "")),
                new ContentDigest(1_234, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(2, 1_500_000, "0".repeat(64)),
                "clinical.encounters 1.2.0");
    }

    private CommandsTest.Ended weir(String command, String... arguments) {
        return CommandsTest.weir(Stream.concat(Stream.of(command, "-w", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Whoever took the number died before a list of names could tell it. */
    @Test
    void aNumberThatWasTakenHalfKeepsNobodyFromReading() throws Exception {
        log.fence("clinical", RELEASES + 1, "run-asleep");
        log.files().delete("clinical/" + (RELEASES + 1) + ".void");
        for (CommandsTest.Ended ended : List.of(
                weir("releases", "clinical"),
                weir("show", "clinical"),
                weir("ledger"),
                weir("verify", "clinical", "--all"))) {
            assertThat(ended.err()).doesNotContain("There is no release");
        }
        assertThat(weir("releases", "clinical").err()).contains("newest 20 of 23 releases");
        assertThat(weir("show", "clinical").out()).contains("clinical@23");
    }

    @Test
    void theNewestAreListedWithTagsAndReadersAndHowManyThereAre() throws Exception {
        assertThat(weir("tag", "clinical@22", "paper-v1").status()).isZero();
        assertThat(weir("pin", "clinical@23", "--by", "study 7", "--until", "2999-01-01")
                        .status())
                .isZero();
        log.files().create("clinical/expired/21.json", "{}".getBytes(StandardCharsets.UTF_8));

        CommandsTest.Ended ended = weir("releases", "clinical");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines().toList()).hasSize(21);
        assertThat(ended.out())
                .contains("1.2.0", "1,234", "1.5 MB", "paper-v1", "pinned by study 7 until 2999-01-01", "expired");
        assertThat(ended.err()).contains("newest 20 of 23 releases; --all lists all");
        assertThat(weir("releases", "clinical", "--all").out().lines().toList()).hasSize(24);

        JsonNode json = CommandsTest.json(
                weir("releases", "clinical", "--all", "-o", "json").out());
        assertThat(CommandsTest.valid("releases", json)).isTrue();
        assertThat(json.get("count").asInt()).isEqualTo(RELEASES);
        assertThat(json.get("releases").get(0).get("pins").get(0).get("by").asText())
                .isEqualTo("study 7");
        assertThat(json.get("releases").get(1).get("tags").get(0).asText()).isEqualTo("paper-v1");
        assertThat(json.get("releases").get(2).get("expired").asBoolean()).isTrue();
    }

    @Test
    void aPageIsMadeAgainAndTheProductsOwnStaysThatOfTheNewest() throws Exception {
        CommandsTest.Ended newest = weir("site", "clinical");
        assertThat(newest.status()).as(newest.err()).isZero();
        Path site = folder.resolve("site/clinical");
        assertThat(site.resolve("index.html")).hasSameTextualContentAs(site.resolve("23.html"));
        Files.delete(site.resolve("23.html"));

        weir("tag", "clinical@12", "paper-v1");
        JsonNode json = CommandsTest.json(
                weir("site", "clinical@paper-v1", "-o", "json").out());
        assertThat(CommandsTest.valid("site", json)).isTrue();
        assertThat(json.get("release").asText()).isEqualTo("clinical@12");
        assertThat(Path.of(json.get("page").asText())).hasSameTextualContentAs(site.resolve("12.html"));
        assertThat(site.resolve("12.html")).content().contains("clinical@12", "clinical@11");
        assertThat(site.resolve("12.ttl")).exists();
        assertThat(site.resolve("index.html")).hasSameTextualContentAs(site.resolve("23.html"));

        assertThat(weir("site", "clinical@99").err()).contains("There is no release clinical@99");
        Files.delete(site.resolve("12.html"));
        Files.createDirectories(site.resolve("12.html/in-the-way"));
        CommandsTest.Ended blocked = weir("site", "clinical@12");
        assertThat(blocked.status()).isEqualTo(6);
        assertThat(blocked.err()).contains("The exporter site has failed");
    }

    @Test
    void aReleaseIsGivenToACatalogueWithWhatItDoesNotSay() throws Exception {
        CommandsTest.Ended looked = weir("catalogue", "clinical@12");
        assertThat(looked.status()).as(looked.err()).isZero();
        assertThat(looked.out())
                .contains("clinical@12", "12.ttl", "12.html", "not said: dct:license")
                .contains("Write 'weirCatalogue.licence' into", "Not possible for data that are not public");
        assertThat(looked.err()).contains("Nothing is written");
        assertThat(folder.resolve("site")).doesNotExist();

        Path out = folder.resolve("out");
        JsonNode json = CommandsTest.json(
                weir("catalogue", "clinical@12", "--to", "dcat", "--into", out.toString(), "-o", "json")
                        .out());
        assertThat(CommandsTest.valid("catalogue", json)).isTrue();
        assertThat(json.at("/exports/0/gaps").findValuesAsText("key")).contains("weirCatalogue.licence");
        assertThat(out.resolve("clinical/12.ttl"))
                .content()
                .contains("clinical@12")
                .doesNotContain("" + folder);
        assertThat(out.resolve("clinical/12.html")).doesNotExist();
        assertThat(out.resolve("clinical/index.ttl")).as("that of the newest").doesNotExist();
        assertThat(weir("catalogue", "clinical", "--to", "dcat", "--into", out.toString())
                        .status())
                .isZero();
        assertThat(out.resolve("clinical/index.ttl")).content().contains("clinical@23");

        CommandsTest.Ended fair = weir("fair", "clinical@12");
        assertThat(fair.status()).as(fair.err()).isZero();
        assertThat(fair.out())
                .contains("clinical@12", " of 405 as written", "RDA essential", "-20  dct:license", "F-UJI", "F1-02MD")
                .contains("Write 'weirCatalogue.licence' into");
        JsonNode counted =
                CommandsTest.json(weir("fair", "clinical@12", "-o", "json").out());
        assertThat(CommandsTest.valid("fair", counted)).isTrue();

        CommandsTest.Ended sent = weir("catalogue", "clinical@12", "--to", "dcat", "--into", "https://localhost:1/");
        assertThat(sent.status()).isEqualTo(2);
        assertThat(sent.err()).contains("'dcat' cannot be sent to a server", "datahub and openmetadata");

        CommandsTest.Ended unknown = weir("catalogue", "clinical@12", "--to", "dact");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("'dact' is no kind of export", "dcat");
        Files.writeString(folder.resolve("taken"), "");
        CommandsTest.Ended blocked =
                weir("catalogue", "clinical@12", "--to", "dcat", "--into", folder.resolve("taken") + "");
        assertThat(blocked.status()).isEqualTo(6);
        assertThat(blocked.err())
                .contains("--into", "nothing can be written into")
                .doesNotContain("Exception");
    }

    /** One digit of the manifest, or its signature: no file of any kind is made of it. */
    @ParameterizedTest
    @ValueSource(strings = {"manifest", "signature"})
    void aForgedReleaseIsGivenToNoCatalogue(String part) throws Exception {
        Path manifest = entry("12.json");
        if (part.equals("manifest")) {
            Files.writeString(manifest, Files.readString(manifest).replace("1234", "1235"));
        } else {
            Files.write(entry("signatures/" + Sha256.hex(Files.readAllBytes(manifest)) + ".sig"), new byte[64]);
        }
        Path out = folder.resolve("out");
        for (String kind : InstalledExporters.all().names()) {
            CommandsTest.Ended refused = weir("catalogue", "clinical@12", "--to", kind, "--into", out.toString());
            assertThat(refused.status()).as(kind + refused.out()).isEqualTo(4);
            assertThat(refused.err()).as(kind).contains("V001");
        }
        assertThat(weir("catalogue", "clinical@12", "--into", out.toString()).status())
                .isEqualTo(4);
        assertThat(out).doesNotExist();
        assertThat(weir("catalogue", "clinical@11", "--to", "dcat", "--into", out.toString())
                        .status())
                .as("one that is as it was signed")
                .isZero();
    }

    @Test
    void fewerThanOnePageIsRefused() {
        CommandsTest.Ended ended = weir("clean", "clinical", "--newest", "0");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--newest 0 is too few");
    }

    private Path entry(String name) {
        return folder.resolve("warehouse/releases/clinical").resolve(name);
    }

    private static final List<String> DAMAGES = List.of("", "{", "no JSON", "[1]", "{\"schema\": \"other\"}");

    /** One damaged file hides nothing but what it said itself. */
    @Test
    void aDamagedFileIsNamedBesideWhatIsWhole() throws Exception {
        weir("tag", "clinical@22", "paper-v1");
        weir("tag", "clinical@22", "thesis");
        weir("pin", "clinical@23", "--by", "study 7", "--until", "2999-01-01");
        for (String file : List.of("21.json", "tags/thesis.1.json", "pins/1.json")) {
            String whole = Files.readString(entry(file));
            for (String damage : DAMAGES) {
                Files.writeString(entry(file), damage);
                CommandsTest.Ended listed = weir("releases", "clinical");
                assertThat(listed.status()).as(listed.err()).isEqualTo(4);
                assertThat(listed.err()).contains("V001", entry(file).toString());
                assertThat(listed.out().lines().toList()).hasSize(file.equals("21.json") ? 20 : 21);
                assertThat(listed.out()).contains("paper-v1");
                JsonNode json = CommandsTest.json(
                        weir("releases", "clinical", "-o", "json").out());
                assertThat(CommandsTest.valid("releases", json)).isTrue();
                assertThat(json.at("/damaged/0/file").asText())
                        .isEqualTo(entry(file).toString());
                CommandsTest.Ended shown = weir("show", "clinical@22");
                assertThat(shown.status()).isEqualTo(file.equals("21.json") ? 0 : 4);
                assertThat(shown.out()).contains("clinical@22", "paper-v1");
                assertThat(weir("quality", "clinical").out()).contains("clinical@23  quality");
                assertThat(weir("tag", "clinical").out()).contains("paper-v1");
                assertThat(weir("show", "clinical@paper-v1").out()).contains("clinical@22");
            }
            assertThat(weir("releases", "clinical", "--all").err())
                    .contains("V001")
                    .doesNotContain("These are the newest");
            Files.writeString(entry(file), whole);
        }
        assertThat(weir("releases", "clinical").status()).isZero();
        assertThat(weir("releases", "clinical").err()).contains("These are the newest 20 of 23 releases");
    }

    @Test
    void theTrendGoesOnWithoutADamagedManifest() throws Exception {
        Files.writeString(entry("21.json"), "");
        CommandsTest.Ended quality = weir("quality", "clinical", "-o", "json");
        assertThat(quality.status()).isEqualTo(4);
        assertThat(quality.err()).contains("V001", entry("21.json").toString());
        JsonNode json = CommandsTest.json(quality.out());
        assertThat(CommandsTest.valid("quality", json)).isTrue();
        assertThat(json.get("trend")).hasSize(19);
        assertThat(json.get("damaged")).hasSize(1);
    }

    @Test
    void aManifestThatIsMissingIsTold() throws Exception {
        weir("tag", "clinical@12", "paper-v1");
        Files.delete(entry("12.json"));
        Files.delete(entry("7.json"));
        CommandsTest.Ended listed = weir("releases", "clinical");
        assertThat(listed.status()).isEqualTo(4);
        assertThat(listed.err())
                .contains(
                        "The manifest of clinical@7 is missing; there are later releases",
                        "The manifest of clinical@12 is missing; it is named by tag paper-v1");
        for (long number = 13; number <= RELEASES; number++) {
            Files.delete(entry(number + ".json"));
        }
        assertThat(weir("releases", "clinical").err()).contains("clinical@12 is missing");
        assertThat(weir("show", "clinical@paper-v1").status()).isEqualTo(6);
    }

    @Test
    void nothingIsNamedOrHeldThatIsNotAsItWasSigned() throws Exception {
        String whole = Files.readString(entry("12.json"));
        for (String changed : List.of("", "no JSON", whole.replace("\"rows\": 1234", "\"rows\": 1235"))) {
            assertThat(changed).isNotEqualTo(whole);
            Files.writeString(entry("12.json"), changed);
            for (CommandsTest.Ended ended : List.of(
                    weir("tag", "clinical@12", "paper-v1"),
                    weir("tag", "clinical@12", "paper-v1", "--move"),
                    weir("pin", "clinical@12", "--by", "study 7", "--until", "2999-01-01"))) {
                assertThat(ended.status()).isEqualTo(4);
                assertThat(ended.err()).contains("V001", entry("12.json").toString());
            }
        }
        assertThat(entry("tags")).doesNotExist();
        assertThat(entry("pins")).doesNotExist();
    }

    @Test
    void aReleaseThatIsNotAsItWasSignedIsShownWithAWarning() throws Exception {
        Files.writeString(
                entry("22.json"), Files.readString(entry("22.json")).replace("\"rows\": 1234", "\"rows\": 1235"));
        for (List<String> words :
                List.of(List.of("show", "clinical@22"), List.of("show", "clinical@22", "-o", "json"))) {
            CommandsTest.Ended ended =
                    weir(words.get(0), words.subList(1, words.size()).toArray(new String[0]));
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.err().lines().toList())
                    .filteredOn(line -> line.contains("Not as it was signed"))
                    .singleElement()
                    .asString()
                    .contains("clinical@22. There is no signature for the manifest", "'weir verify clinical@22'");
        }
        assertThat(weir("show", "clinical@21").err()).isEmpty();
    }

    /** The manifest stays, and says where rows lie that nobody can read any more. */
    @Test
    void thatRowsWereLetGoIsSaidWhereTheReleaseIsShown() throws Exception {
        Expiry went = new Expiry(12, "ann@example.org", Instant.parse("2026-01-02T03:04:05.678Z"), "no pin held it");
        log.files().create(Expiry.file("clinical", 12), went.print());
        assertThat(weir("show", "clinical@12").out()).containsPattern("rows let go +2026-01-02 .* by ann@example.org");
        assertThat(weir("show", "clinical@13").out()).doesNotContain("let go");
        assertThat(weir("tag", "clinical@12", "gone").err()).contains("S007", "are gone, or going");
        log.files().replace(Expiry.file("clinical", 12), new byte[0]);
        assertThat(weir("show", "clinical@12").err()).contains("V001");
    }

    @Test
    void aTagThatSomebodyElseMovedIsNotBelieved() throws Exception {
        weir("tag", "clinical@12", "paper-v1");
        Path tag = entry("tags/paper-v1.1.json");
        Files.writeString(
                tag,
                Files.readString(tag)
                        .replace("\"release\": 12", "\"release\": 13")
                        .replace(log.sha256("clinical", 12), log.sha256("clinical", 13)));
        for (String command : List.of("show", "verify", "gate", "read")) {
            CommandsTest.Ended ended = command.equals("gate")
                    ? weir("gate", "clinical@paper-v1", "--to", "london")
                    : weir(command, "clinical@paper-v1");
            assertThat(ended.status()).as(command + ended.err()).isEqualTo(4);
            assertThat(ended.err()).contains("V001", tag.toString());
        }
    }

    @Test
    void aReleaseIsShownByItsTag() throws Exception {
        weir("tag", "clinical@12", "paper-v1");
        weir("pin", "clinical@paper-v1", "--by", "study 7", "--until", "2999-01-01", "--because", "cited");
        CommandsTest.Ended shown = weir("show", "clinical@paper-v1");
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("clinical@12", "paper-v1", "study 7 until 2999-01-01: cited", "2 files");
        assertThat(shown.out())
                .as("where it lies now, not where it was released")
                .contains("version      iceberg 7 at " + folder.resolve("warehouse/clinical/encounters"));
        JsonNode json = CommandsTest.json(
                weir("show", "clinical@paper-v1", "-o", "json").out());
        assertThat(json.get("number").asLong()).isEqualTo(12);
        assertThat(CommandsTest.valid("manifest", json)).isTrue();
        assertThat(weir("show", "clinical@paper-v2").err()).contains("C006", "write 'paper-v1'");
    }

    @Test
    void aTagIsMovedAndRemovedOnlyWhenThatIsSaid() throws Exception {
        weir("tag", "clinical@12", "paper-v1", "--by", "ann");
        CommandsTest.Ended again = weir("tag", "clinical@13", "paper-v1");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("C005", "stands for clinical@12 already", "ann", "--move");
        assertThat(weir("tag", "clinical@13", "paper-v1", "--move").out()).contains("13");
        assertThat(weir("tag", "clinical@12", "paper-v1", "--remove").err()).contains("it stands for clinical@13");
        assertThat(weir("tag", "clinical", "paper-v1").err()).contains("has no number");
        JsonNode json = CommandsTest.json(weir("tag", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("tag", json)).isTrue();
        assertThat(json.get("tags")).hasSize(1);
        assertThat(weir("tag", "clinical@13", "paper-v1", "--remove").status()).isZero();
        assertThat(weir("tag", "clinical").err()).contains("No release of 'clinical' has a tag.");
        assertThat(weir("tag", "clinicl@1", "x").err()).contains("There is no product 'clinicl'");
    }

    @Test
    void aRollbackIsListedAndShownWithTheReleasesThatItRepairs() throws Exception {
        Manifest rollback = SampleRelease.of(
                        RELEASES + 1, Optional.of(log.sha256("clinical", RELEASES)), "run-24", List.of(table()))
                .rollbackTo(21, Optional.empty());
        log.publish(rollback);
        assertThat(weir("show", "clinical").out()).contains("the content of clinical@21 again");
        CommandsTest.Ended listed = weir("releases", "clinical");
        assertThat(listed.out()).contains("rollback to 21");
        JsonNode json =
                CommandsTest.json(weir("releases", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("releases", json)).isTrue();
        assertThat(json.at("/releases/0/rollback-of").asLong()).isEqualTo(21);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        CommandsTest.Ended table = weir("read", "clinical.encouters@1");
        assertThat(table.status()).isEqualTo(2);
        assertThat(table.err()).contains("C006", "clinical@1 has no table 'encouters'", "write 'encounters'");
        assertThat(weir("read", "clinicl.encounters@1").err()).contains("write 'clinical'");
        assertThat(weir("diff", "clinicl@1").err()).contains("write 'clinical'");
        assertThat(weir("show", "clinical.encounters@12").err()).contains("the whole release", "write clinical@12");
        assertThat(weir("show", "clinical@1", "-o", "xml").err()).contains("'xml' is none of text, json");
        assertThat(weir("pin", "clinical", "--end", "one").err()).contains("'one' is no whole number");
    }

    @Test
    void aPinIsListedUntilItIsEnded() throws Exception {
        assertThat(weir("pin", "clinical@3", "--by", "study 7").err()).contains("--until is missing");
        assertThat(weir("pin", "clinical@3", "--by", "study 7", "--until", "2001-01-01")
                        .err())
                .contains("would have ended");
        assertThat(weir("pin", "clinical@99", "--by", "study 7", "--until", "2999-01-01")
                        .status())
                .isEqualTo(6);
        weir("pin", "clinical@3", "--by", "study 7", "--until", "2999-01-01");
        JsonNode json = CommandsTest.json(weir("pin", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("pin", json)).isTrue();
        assertThat(json.get("pins").get(0).get("release").asLong()).isEqualTo(3);
        assertThat(weir("pin", "clinical", "--end", "1", "--by", "ann").out()).contains("by ann");
        assertThat(weir("pin", "clinical").err()).contains("Nobody is on record");
        assertThat(weir("pin", "clinical", "--end", "7").err()).contains("'weir pin clinical --all'");
        JsonNode ended =
                CommandsTest.json(weir("pin", "clinical", "--all", "-o", "json").out());
        assertThat(CommandsTest.valid("pin", ended)).isTrue();
        assertThat(ended.get("pins").get(0).get("ended").get("by").asText()).isEqualTo("ann");
    }
}
