package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevealCommandTest {

    private static final String MOBILE = "13902468135";
    private static final String ADDRESS = "金丝雀省鸣禽市栖木路1024号";
    private static final String REASON = "Recall of a drug: the patient has to be called";
    private static final Map<String, String> KEPT = Map.of("format", "kept", "cipher", "sm4", "keep", "3");
    private static final Map<String, String> ANY = Map.of("format", "any", "cipher", "sm4");

    @TempDir
    private Path folder;

    private String mobile = "";
    private String address = "";

    /** Release 1 with the first version of the key, which is a previous one by now. */
    @BeforeEach
    void aReleaseOfARotatedKey() throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"), "workspace: w\nprofiles: { laptop: {} }\nlaw: { pack: cn-2026-01 }\n");
        WorkspaceKey key = keys().create(Clock.systemUTC(), new SecureRandom()).active();
        mobile = masked(key, "PHONE", KEPT, MOBILE);
        address = masked(key, "ADDR", ANY, ADDRESS);
        release(key.id());
        keys().rotate(Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void showsTheClearValueAndLogsWhoAskedAndWhy() throws Exception {
        CommandsTest.Ended ended = reveal("mobile", mobile, "-o", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("reveal", json)).isTrue();
        assertThat(json.at("/values/0/clear").asText()).isEqualTo(MOBILE);
        assertThat(ended.err()).doesNotContain(MOBILE);
        assertThat(reveal("address", address).out()).isEqualTo(address + "\t" + ADDRESS + "\n");

        Path log = folder.resolve("warehouse/ledger/reveals");
        String first = Files.readString(log.resolve("000001.json"));
        assertThat(first)
                .contains("dpo@example.org", REASON, "clinical@1", "\"values\": 1")
                .doesNotContain(MOBILE);
        for (String entry : List.of("000001.json", "000002.json")) {
            assertThat(CommandsTest.valid("reveal-entry", CommandsTest.json(Files.readString(log.resolve(entry)))))
                    .isTrue();
        }
        CommandsTest.Ended list = CommandsTest.weir("reveal", "--list", "-w", folder.toString(), "-o", "json");
        assertThat(CommandsTest.valid("reveal", CommandsTest.json(list.out()))).isTrue();
        assertThat(CommandsTest.json(list.out()).get("entries")).hasSize(2);
        assertThat(CommandsTest.weir("reveal", "--list", "-w", folder.toString())
                        .out())
                .contains("dpo@example.org", "clinical@1 people.mobile, 1 values: " + REASON);
    }

    /** The log is kept for good, so what is written into it is nobody's number. */
    @ParameterizedTest
    @CsvSource({
        "--reason, 'Recall: call 11010519491231002X back', a resident identity number (居民身份证号码)",
        "--reason, 'Recall: call 139-0246-8135 back', a mobile number (手机号码)",
        "--by, 11010519491231002X, a resident identity number (居民身份证号码)"
    })
    void keepsNobodysNumberForGood(String option, String text, String what) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("reveal", "clinical@1", "--table", "people", "--column", "mobile", "-w", folder.toString()));
        words.addAll(List.of("--reason", option.equals("--reason") ? text : REASON));
        words.addAll(List.of("--by", option.equals("--by") ? text : "dpo@example.org"));
        CommandsTest.Ended ended = CommandsTest.weir(words.toArray(String[]::new));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("C004", "weir reveal " + option, what).doesNotContain(text);
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
    }

    @Test
    void saysWhichValuesTheMaskCannotHaveMade() throws Exception {
        CommandsTest.Ended ended = reveal("address", "QUJD\n" + address);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("QUJD\t\n" + address + "\t" + ADDRESS + "\n");
        assertThat(ended.err()).contains("1 of 2 values cannot have been made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "name", "born", "weight", "card"})
    void refusesMasksThatHaveNoWayBackAndLogsNothing(String column) throws Exception {
        CommandsTest.Ended ended = reveal(column, mobile);
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("C034", "people." + column).doesNotContain(mobile);
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
    }

    @Test
    void aRetiredVersionUndoesNothing() throws Exception {
        keys().retire(keys().read().versions().get(0).id(), Clock.systemUTC());
        CommandsTest.Ended ended = reveal("mobile", mobile);
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("C034", "is retired");
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
    }

    @Test
    void aStoreWithoutTheVersionUndoesNothing() throws Exception {
        release("0123456789abcdef");
        assertThat(reveal("mobile", mobile).err()).contains("C034", "0123456789abcdef");
    }

    @Test
    void showsNothingWhenTheLogCannotBeWrittenOrWasChanged() throws Exception {
        Files.writeString(folder.resolve("warehouse/ledger"), "in the way");
        CommandsTest.Ended blocked = reveal("mobile", mobile);
        assertThat(blocked.status()).isEqualTo(6);
        assertThat(blocked.out()).isEmpty();
        Files.delete(folder.resolve("warehouse/ledger"));

        reveal("mobile", mobile);
        reveal("mobile", mobile);
        Path first = folder.resolve("warehouse/ledger/reveals/000001.json");
        Files.writeString(first, Files.readString(first).replace(REASON, "Because I wanted to"));
        CommandsTest.Ended changed = reveal("mobile", mobile);
        assertThat(changed.status()).isEqualTo(4);
        assertThat(changed.out()).isEmpty();
        assertThat(changed.err()).contains("C034", "000001.json");
    }

    @Test
    void theLogSaysHowFarItGoesAndIsMissedWhereItWentFurther() throws Exception {
        reveal("mobile", mobile);
        reveal("mobile", mobile);
        String of = folder.toString();
        String last = CommandsTest.json(CommandsTest.weir("reveal", "--list", "-w", of, "-o", "json")
                        .out())
                .get("last-sha256")
                .asText();
        assertThat(CommandsTest.weir("reveal", "--list", "--head", last, "-w", of)
                        .out())
                .contains("Last entry: " + last);
        assertThat(CommandsTest.weir("reveal", "--list", "--head", "0".repeat(64), "-w", of)
                        .err())
                .contains("C034", "--head");

        Files.delete(folder.resolve("warehouse/ledger/reveals/000002.json"));
        CommandsTest.Ended cut = CommandsTest.weir("reveal", "--list", "-w", of);
        assertThat(cut.status()).isEqualTo(4);
        assertThat(cut.err()).contains("C034", "was cut short");
        assertThat(reveal("mobile", mobile).status()).isEqualTo(4);

        assertThat(CommandsTest.weir("reveal", "--restore", "-w", of).err()).contains("C020", "--by");
        CommandsTest.Ended restored = CommandsTest.weir(
                "reveal", "--restore", "--by", "dpo@example.org", "--reason", "The disk broke", "-w", of, "-o", "json");
        assertThat(restored.status()).as(restored.err()).isZero();
        assertThat(CommandsTest.valid("reveal", CommandsTest.json(restored.out())))
                .isTrue();
        assertThat(CommandsTest.valid(
                        "reveal-entry",
                        CommandsTest.json(Files.readString(folder.resolve("warehouse/ledger/reveals/000002.json")))))
                .isTrue();
        assertThat(CommandsTest.weir("reveal", "--list", "-w", of).out()).contains("entries were lost: The disk broke");
        assertThat(reveal("mobile", mobile).status()).isZero();
    }

    @Test
    void asksForEverythingThatAnAuditorNeeds() throws Exception {
        Path values = Files.writeString(folder.resolve("values.txt"), mobile);
        List<String> whole = List.of(
                "--table",
                "people",
                "--column",
                "mobile",
                "--values",
                values.toString(),
                "--by",
                "dpo",
                "--reason",
                REASON);
        for (int missing = 0; missing < whole.size(); missing += 2) {
            List<String> words = new ArrayList<>(List.of("reveal", "clinical@1", "-w", folder.toString()));
            words.addAll(whole);
            words.subList(4 + missing, 6 + missing).clear();
            CommandsTest.Ended ended = CommandsTest.weir(words.toArray(new String[0]));
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).contains("C020", whole.get(missing));
        }
        assertThat(reveal("mobile", mobile, "--reason", "because").err()).contains("C020", "fewer than 10");
        assertThat(reveal("mobile", " \n").err()).contains("C020", "no value");
        assertThat(reveal("mobile", (mobile + "\n").repeat(1001)).err()).contains("C020", "more than 1000");
        assertThat(reveal("mobil", mobile).err()).contains("C006", "mobile");
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
    }

    @Test
    void revealsNothingByAForgedManifest() throws Exception {
        Path manifest = folder.resolve("warehouse/releases/clinical/1.json");
        Files.writeString(manifest, Files.readString(manifest).replace("redact", "encrypt"));
        CommandsTest.Ended ended = reveal("mobile", mobile);
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("V001", manifest.toString());
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
    }

    private CommandsTest.Ended reveal(String column, String values, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("values.txt"), values);
        List<String> words = new ArrayList<>(List.of(
                "reveal",
                "clinical@1",
                "-w",
                folder.toString(),
                "--table",
                "people",
                "--column",
                column,
                "--values",
                file.toString(),
                "--by",
                "dpo@example.org"));
        if (!List.of(more).contains("--reason")) {
            words.addAll(List.of("--reason", REASON));
        }
        return CommandsTest.weir(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private KeyFile keys() {
        return KeyFile.of(folder, KeySettings.of("keys/weir.key"));
    }

    private static String masked(WorkspaceKey key, String category, Map<String, String> parameters, String value) {
        Mask mask = Mask.parse(new MaskChoice("encrypt", parameters), Place.of("test"));
        return new String(
                MaskRecipe.of(mask, key, new PseudonymDomain("clinical", category))
                        .open()
                        .mask(value.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    private void release(String key) throws IOException {
        List<ReleasedTable.ReleasedColumn> columns = List.of(
                new ReleasedTable.ReleasedColumn(
                        "mobile", "string", "PHONE", new ReleasedTable.AppliedMask("encrypt", KEPT), "", ""),
                new ReleasedTable.ReleasedColumn(
                        "address", "string", "ADDR", new ReleasedTable.AppliedMask("encrypt", ANY), "", ""),
                new ReleasedTable.ReleasedColumn("number", "string", "MRN", "pseudonymise", "", ""),
                new ReleasedTable.ReleasedColumn("name", "string", "NAME", "redact", "", ""),
                new ReleasedTable.ReleasedColumn("born", "date", "DATE", "shift", "", ""),
                new ReleasedTable.ReleasedColumn("weight", "decimal(10,2)", "HEALTH", "keep", "", ""),
                new ReleasedTable.ReleasedColumn("card", "string", "BANK", "drop", "", ""));
        ReleasedTable people = new ReleasedTable(
                "people",
                new ReleasedTable.Version(TableFormat.ICEBERG, "/warehouse/clinical/people", "clinical.people", 1),
                columns,
                new ContentDigest(1, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical.people 1.0.0");
        FileUtil.fullyDelete(folder.resolve("warehouse").toFile());
        Sealed.publish(
                folder,
                StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse"))),
                SampleRelease.of("clinical", 1, Optional.empty(), "run", List.of(people), List.of(key)));
    }
}
