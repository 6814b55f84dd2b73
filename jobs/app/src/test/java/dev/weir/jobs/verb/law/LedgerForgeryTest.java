package dev.weir.jobs.verb.law;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.roles.Signatory;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever changes the ledger without its key is found out, and nothing goes on until somebody answers for it. */
class LedgerForgeryTest {

    private static final int YEAR = 2026;
    private static final String CHAIN = "ledger/centre/2026";

    @TempDir
    private Path root;

    private Path year;
    private Path headFile;
    private Path copy;
    private byte[] headOfTwo = {};
    private TransferLedger ledger;
    private SigningKeys keys;

    /** Two transfers, each with its copy and its people, and a release that has seen all four entries. */
    @BeforeEach
    void twoTransfers() throws IOException {
        Files.writeString(root.resolve("weir.yaml"), """
            workspace: centre
            default: laptop
            profiles: { laptop: { warehouse: warehouse } }
            law: { pack: cn-2026-01, processor: { id: centre, name: Centre } }
            """);
        year = root.resolve("warehouse").resolve(CHAIN);
        headFile = year.resolveSibling("2026.head.json");
        keys = SigningKeys.of(root, SigningSettings.USUAL);
        keys.readOrMake(new SecureRandom());
        Warehouse warehouse = new Warehouse(root.resolve("warehouse"));
        ledger = TransferLedger.of(warehouse, "centre", LogKeys.of(keys), ChainWitness.NONE);
        transfer("london", "2026-02-01T08:00:00Z", new PeopleCount(100, 1));
        headOfTwo = Files.readAllBytes(headFile);
        transfer("boston", "2026-03-01T08:00:00Z", new PeopleCount(10, 0));
        Sealed.publish(
                root,
                StoredReleaseLog.in(warehouse),
                SampleRelease.of(1, Optional.empty(), "run", List.of())
                        .carrying(List.of(new ChainHead(CHAIN, 4, hash(4)))));
    }

    @Test
    void thatNobodyTouchedVerifies() throws Exception {
        CommandsTest.Ended text = weir("ledger", "--verify");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("centre 2026: 4 entries", hash(4), fingerprint(), "All is consistent with the key");
        CommandsTest.Ended named = weir("ledger", "--verify", "--fingerprint", fingerprint(), "-o", "json");
        JsonNode json = CommandsTest.json(named.out());
        assertThat(CommandsTest.valid("ledger", json)).isTrue();
        assertThat(json.get("answer").asText()).isEqualTo("signed");
        assertThat(json.at("/keys/0").asText()).isEqualTo(fingerprint());
        assertThat(weir("ledger", "--verify", "--head", hash(2)).status()).isZero();
        assertThat(weir("ledger", "--verify", "--head", "0".repeat(64)).err()).contains("C033", "--head");
        assertThat(weir("ledger", "--head", hash(2)).status()).isEqualTo(2);
    }

    /** What somebody does who can write to the warehouse, and has no key of the workspace. */
    enum Forgery {
        BYTE,
        ENTRY,
        ORDER,
        TAIL,
        TAIL_WITH_THE_HEAD_OF_THEN,
        WHOLE,
        WHOLE_WITH_COPIES_AND_PEOPLE,
        RECHAINED,
        RESIGNED,
        RESIGNED_BY_A_KEY_LAID_BESIDE,
        RESIGNED_BY_A_KEY_IN_THE_PLACE,
        HEAD
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void everyForgeryIsFound(Forgery forgery) throws Exception {
        forge(forgery);
        CommandsTest.Ended verified = weir("ledger", "--verify");
        boolean isKey = forgery == Forgery.RESIGNED_BY_A_KEY_LAID_BESIDE; // of which no record says anything
        assertThat(verified.status()).isEqualTo(isKey ? 2 : 4);
        assertThat(verified.err()).containsPattern(isKey ? "C022" : "C033|V001");
        CommandsTest.Ended shown = weir("ledger", "--year", "2026");
        assertThat(shown.status()).isEqualTo(4);
        assertThat(shown.out()).doesNotContain("No transfer yet");
    }

    /** Before any release has seen an entry: copies and people files on disk have. */
    @ParameterizedTest
    @EnumSource(
            value = Forgery.class,
            names = {"TAIL_WITH_THE_HEAD_OF_THEN", "WHOLE"})
    void copiesAndPeopleTellWhereNoReleaseDoes(Forgery forgery) throws Exception {
        FileUtil.fullyDelete(root.resolve("warehouse/releases").toFile());
        forge(forgery);
        CommandsTest.Ended byBoth = weir("ledger", "--verify");
        assertThat(byBoth.status()).isEqualTo(4);
        assertThat(byBoth.err()).contains("No entry of the ledger tells of the copy");
        FileUtil.fullyDelete(root.resolve("warehouse/exports").toFile());
        if (forgery == Forgery.TAIL_WITH_THE_HEAD_OF_THEN) {
            CommandsTest.Ended byPeople = weir("ledger", "--verify");
            assertThat(byPeople.status()).isEqualTo(4);
            assertThat(byPeople.err()).contains("No entry of the ledger tells of the people");
        }
    }

    @Test
    void aCopyThatWasPutInThePlaceOfAnotherIsFound() throws Exception {
        Files.writeString(copy, Files.readString(copy).replace("boston", "oxford"));
        CommandsTest.Ended ended = weir("ledger", "--verify");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("C033", "it is of transfer 2026-3", copy.toString());
    }

    /** What somebody does to a copy after the fact. */
    enum Tampering {
        BYTE,
        FILE_GONE,
        FILE_MORE,
        MANIFEST_GONE,
        MANIFEST_FITTED
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void everyFileOfACopyIsVerified(Tampering tampering) throws Exception {
        assertThat(weir("ledger", "--verify").out())
                .contains("2 copies are in their places, with every file as it was");
        Path data = copy.resolveSibling("patients/part-0.parquet");
        switch (tampering) {
            case BYTE -> Files.writeString(data, Files.readString(data) + "x");
            case FILE_GONE -> Files.delete(data);
            case FILE_MORE -> Files.writeString(data.resolveSibling("part-1.parquet"), "more");
            case MANIFEST_GONE -> Files.delete(copy);
            case MANIFEST_FITTED -> {
                String other = Files.readString(data) + "x";
                Files.writeString(
                        copy,
                        Files.readString(copy)
                                .replace(
                                        Sha256.hex(Files.readAllBytes(data)),
                                        Sha256.hex(other.getBytes(StandardCharsets.UTF_8))));
                Files.writeString(data, other);
            }
        }
        CommandsTest.Ended ended = weir("ledger", "--verify");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err())
                .contains("C033", requireNonNull(copy.getParent()).toString());
    }

    @Test
    void countsCopiesThatAreNotInTheirPlaces() throws Exception {
        FileUtil.fullyDelete(requireNonNull(copy.getParent()).toFile());
        JsonNode json =
                CommandsTest.json(weir("ledger", "--verify", "-o", "json").out());
        assertThat(CommandsTest.valid("ledger", json)).isTrue();
        assertThat(json.at("/copies/as-made").asLong()).isEqualTo(1);
        assertThat(json.at("/copies/elsewhere").asLong()).isEqualTo(1);
        assertThat(weir("ledger", "--verify").out())
                .contains("1 copy is in its place", "1 copy elsewhere by now, and not looked at");
    }

    /** Under another id of the processor the count would begin anew, and nobody would see the old one. */
    @Test
    void anotherProcessorBeginsOnlyWithAStatement() throws Exception {
        Path settings = root.resolve("weir.yaml");
        Files.writeString(settings, Files.readString(settings).replace("id: centre,", "id: centre2,"));
        for (String[] command :
                List.of(new String[] {"ledger", "--year", "2026"}, new String[] {"ledger", "--verify"}, new String[] {
                    "ledger", "--verify", "--year", "2026"
                })) {
            CommandsTest.Ended ended = weir(command);
            assertThat(ended.status()).as(String.join(" ", command)).isEqualTo(4);
            assertThat(ended.err()).contains("C033", "'centre2' has no entry", "one of 'centre'", "law.processor.id");
        }
        String[] statement = {
            "ledger",
            "--restore",
            "2026",
            "--by",
            "dpo@example.org",
            "--reason",
            "Another legal person since May",
            "--people",
            "0",
            "--sensitive-people",
            "0"
        };
        assertThat(weir(statement).status()).isZero();
        assertThat(weir("ledger", "--year", "2026").out()).contains("Another legal person since May");
        assertThat(weir("ledger", "--verify").status()).isZero();
        // the other one's ledger is as it was, and none of this stands in the way of who has one
        Files.writeString(settings, Files.readString(settings).replace("id: centre2,", "id: centre,"));
        assertThat(weir("ledger", "--verify").status()).isZero();
        assertThat(weir("ledger", "--year", "2025").status()).isZero();
    }

    @Test
    void goesOnAfterALossThatAnOfficerAnswersFor() throws Exception {
        forge(Forgery.TAIL_WITH_THE_HEAD_OF_THEN);
        Files.writeString(year.resolve("000002.json"), "{}");
        String[] statement = {
            "ledger", "--restore", "2026", "--by", "dpo@example.org", "--reason", "The disk broke", "--people", "110"
        };
        CommandsTest.Ended half = weir(statement);
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("--sensitive-people");
        assertThat(weir(with(statement, "--sensitive-people", "0")).err()).contains("Fewer people are stated");

        CommandsTest.Ended ended = weir(with(statement, "--sensitive-people", "1", "--year", "2026", "-o", "json"));

        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("ledger", json)).isTrue();
        assertThat(json.at("/people/non-sensitive").asLong()).isEqualTo(110);
        assertThat(json.at("/restorations/0/by").asText()).isEqualTo("dpo@example.org");
        assertThat(json.at("/restorations/0/reason").asText()).isEqualTo("The disk broke");
        JsonNode entry = CommandsTest.json(Files.readString(year.resolve("000002.json")));
        assertThat(CommandsTest.valid("ledger-entry", entry)).isTrue();
        assertThat(weir("ledger", "--verify").status()).isZero();
        assertThat(weir("ledger", "--year", "2026").out()).contains("entries were lost", "The disk broke");
        assertThat(weir(with(statement, "--sensitive-people", "1")).err()).contains("nothing to restore");

        Files.delete(year.resolve("000002.json"));
        assertThat(weir("ledger", "--verify").err()).contains("C033", "was cut short");
    }

    @Test
    void theLogOfRevealsIsVerifiedWithIt() throws Exception {
        Path first = root.resolve("warehouse/ledger/reveals/000001.json");
        Files.createDirectories(first.getParent());
        Files.writeString(first, "{ \"schema\": \"weir-reveal-1\" }");
        CommandsTest.Ended ended = weir("ledger", "--verify");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("ledger/reveals/000001.json", "No key signed");
    }

    private void forge(Forgery forgery) throws IOException {
        switch (forgery) {
            case BYTE -> {
                byte[] content = Files.readAllBytes(entry(1));
                content[content.length / 2] ^= 1;
                Files.write(entry(1), content);
            }
            case ENTRY -> {
                write(1, text(1).replace("london", "oxford"));
                rechain(2);
            }
            case ORDER -> {
                String second = text(2);
                write(2, text(4));
                write(4, second);
            }
            case TAIL -> Files.delete(entry(4));
            case TAIL_WITH_THE_HEAD_OF_THEN -> {
                Files.delete(entry(3));
                Files.delete(entry(4));
                Files.write(headFile, headOfTwo);
            }
            case WHOLE -> FileUtil.fullyDelete(root.resolve("warehouse/ledger").toFile());
            case WHOLE_WITH_COPIES_AND_PEOPLE -> {
                FileUtil.fullyDelete(root.resolve("warehouse/ledger").toFile());
                FileUtil.fullyDelete(root.resolve("warehouse/exports").toFile());
            }
            case RECHAINED -> {
                write(2, text(3).replace("\"id\": \"2026-3\"", "\"id\": \"2026-2\""));
                write(3, text(4));
                Files.delete(entry(4));
                rechain(2);
            }
            case RESIGNED -> resign(elsewhere().readOrMake(new SecureRandom()).key());
            case RESIGNED_BY_A_KEY_LAID_BESIDE -> {
                SigningKey other = elsewhere().readOrMake(new SecureRandom()).key();
                Files.writeString(
                        root.resolve("keys/release.0123456789abcdef.pub"),
                        other.verifying().pem());
                resign(other);
            }
            case RESIGNED_BY_A_KEY_IN_THE_PLACE -> {
                SigningKey other = elsewhere().readOrMake(new SecureRandom()).key();
                Files.writeString(
                        root.resolve("keys/release.pub"), other.verifying().pem());
                resign(other);
            }
            case HEAD -> Files.delete(headFile);
        }
    }

    private SigningKeys elsewhere() {
        return SigningKeys.of(root.resolve("elsewhere"), SigningSettings.USUAL);
    }

    /** Puts the hashes right from an entry on. */
    private void rechain(int from) throws IOException {
        for (int number = from; number <= 4 && Files.exists(entry(number)); number++) {
            write(
                    number,
                    text(number)
                            .replaceFirst(
                                    "\"previous-sha256\": \"[0-9a-f]{64}\"",
                                    "\"previous-sha256\": \"" + hash(number - 1) + "\""));
        }
    }

    /** Another recipient, and everything that follows from it, by somebody with a key of their own. */
    private void resign(SigningKey other) throws IOException {
        for (int number = 1; number <= 4; number++) {
            String message = unsigned(text(number)).replace("london", "oxford");
            if (number > 1) {
                message = message.replaceFirst(
                        "\"previous-sha256\": \"[0-9a-f]{64}\"", "\"previous-sha256\": \"" + hash(number - 1) + "\"");
            }
            write(number, signed(message, other));
        }
        Files.writeString(
                headFile,
                signed(
                        unsigned(Files.readString(headFile))
                                .replaceFirst("\"sha256\": \"[0-9a-f]{64}\"", "\"sha256\": \"" + hash(4) + "\""),
                        other));
    }

    private static String unsigned(String text) {
        return text.replaceFirst("(?m)^  \"signature\".*\n", "");
    }

    private static String signed(String message, SigningKey key) {
        String signature = Base64.getEncoder().encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
        return message.replaceFirst("\\{\n", "{\n  \"signature\": \"" + signature.replace("$", "\\$") + "\",\n");
    }

    private Path entry(int number) {
        return year.resolve("00000" + number + ".json");
    }

    private String text(int number) throws IOException {
        return Files.readString(entry(number));
    }

    private void write(int number, String text) throws IOException {
        Files.writeString(entry(number), text);
    }

    private String hash(int number) throws IOException {
        return Sha256.hex(Files.readAllBytes(entry(number)));
    }

    private String fingerprint() {
        return keys.existing().verifying().id();
    }

    private CommandsTest.Ended weir(String... words) {
        return CommandsTest.weir(with(words, "-w", root.toString()));
    }

    private static String[] with(String[] words, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** Reserves, keeps the people, writes a copy, completes. */
    private void transfer(String recipient, String at, PeopleCount added) throws IOException {
        TransferLedger.Read read = ledger.read(YEAR);
        byte[] persons = recipient.getBytes(StandardCharsets.UTF_8);
        String file = Sha256.hex(persons) + ".parquet";
        Path waiting = Path.of(ledger.waiting(YEAR, file));
        Files.createDirectories(waiting.resolve("..").normalize());
        Files.write(waiting, persons);
        Transfer.Counts counts =
                new Transfer.Counts(Transfer.Standing.EXPORT, read.year().totals(), added, added);
        Path folder = root.resolve("warehouse/exports").resolve(recipient).resolve("clinical@1-0");
        Transfer transfer = new Transfer(
                new Transfer.Recipient(recipient, "University", "GB", "Validation of a model"),
                new Transfer.Contents(
                        new Transfer.Release("clinical", 1, "b".repeat(64)),
                        List.of(new Transfer.SentTable(
                                "patients",
                                1,
                                List.of(new Transfer.SentColumn("id", "text", "MRN", "pseudonymise, pseudonymise")))),
                        0),
                new Transfer.People(
                        counts,
                        Optional.of(new Transfer.PeopleFile(file, Sha256.hex(persons), "0123456789abcdef", added))),
                new Transfer.Decision("R11", "CBR 8", "SC_OR_CERT", Optional.of("SC@2028-01-01"), Map.of()),
                new Transfer.Basis("cn-2026-01", "d".repeat(64), "0123456789abcdef"),
                new Transfer.Copy("attempt-" + recipient, "parquet", folder.toString()),
                List.of());
        LedgerEntry reserved = ledger.add(
                        read,
                        Instant.parse(at),
                        Signatory.of("dpo@example.org"),
                        "0.1.0",
                        counts.after(),
                        new LedgerEntry.Reserved(transfer))
                .orElseThrow();
        assertThat(Path.of(ledger.entered(YEAR, file))).exists();
        copy = folder.resolve("export.json");
        Files.createDirectories(folder.resolve("patients"));
        Files.write(folder.resolve("patients/part-0.parquet"), persons);
        ObjectNode manifest = Json.object()
                .put("schema", "weir-export-1")
                .put("transfer", reserved.id())
                .put("processor", "centre")
                .put("reserved-at", at)
                .put("to", recipient);
        manifest.putArray("files")
                .addObject()
                .put("path", "patients/part-0.parquet")
                .put("sha256", Sha256.hex(persons));
        Files.writeString(copy, Json.print(manifest));
        TransferLedger.Read again = ledger.read(YEAR);
        ledger.add(
                again,
                Instant.parse(at).plusSeconds(60),
                Signatory.of("dpo@example.org"),
                "0.1.0",
                again.year().totals(),
                new LedgerEntry.Completed(reserved.id(), Sha256.hex(Files.readAllBytes(copy))));
    }
}
