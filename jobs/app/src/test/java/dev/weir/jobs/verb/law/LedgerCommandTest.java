package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.roles.Signatory;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir ledger}, without Spark. */
class LedgerCommandTest {

    private static final int YEAR = 2026;

    @TempDir
    private Path folder;

    private String workspace = "";
    private TransferLedger ledger;

    @BeforeEach
    void aWorkspace() throws Exception {
        Path root = folder.resolve("ws");
        workspace = root.toString();
        Files.createDirectories(root);
        Files.writeString(root.resolve("weir.yaml"), """
            workspace: centre
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law: { pack: cn-2026-01, processor: { id: centre, name: Centre } }
            """);
        SigningKeys keys = SigningKeys.of(root, SigningSettings.USUAL);
        keys.readOrMake(new SecureRandom());
        ledger = TransferLedger.of(
                new Warehouse(root.resolve("warehouse")), "centre", LogKeys.of(keys), ChainWitness.NONE);
    }

    @Test
    void saysThatThereIsNoTransferYet() throws Exception {
        CommandsTest.Ended ended = CommandsTest.weir("ledger", "--year", "2026", "-w", workspace);
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("No transfer yet.").contains("not enough entries");
        assertThat(CommandsTest.valid("ledger", json())).isTrue();
    }

    @Test
    void showsCountsThresholdsRecipientsAndWhatIsOpen() throws Exception {
        reserve("london", "2026-02-01T08:00:00Z", new PeopleCount(100, 1));
        complete("2026-1");
        reserve("london", "2026-03-01T08:00:00Z", new PeopleCount(100, 0));
        complete("2026-3");
        reserve("boston", "2026-04-01T08:00:00Z", new PeopleCount(100, 0));

        JsonNode json = json();

        assertThat(CommandsTest.valid("ledger", json)).isTrue();
        assertThat(json.at("/people/non-sensitive").asLong()).isEqualTo(300);
        assertThat(json.get("recipients")).hasSize(2);
        assertThat(json.at("/recipients/0/people/non-sensitive").asLong()).isEqualTo(200);
        assertThat(json.get("unfinished"))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence.asText())
                        .contains("Transfer 2026-5 of clinical@1 to boston was reserved and never completed"));
        assertThat(json.get("thresholds"))
                .extracting(threshold -> threshold.get("counts").asText() + " "
                        + threshold.get("threshold").asLong() + " "
                        + threshold.get("forecast").asText())
                .containsExactly(
                        "non-sensitive 100000 not-this-year",
                        "non-sensitive 1000000 not-this-year",
                        "sensitive 1 reached",
                        "sensitive 10000 not-enough-entries");
        assertThat(CommandsTest.weir("ledger", "--year", "2026", "-w", workspace)
                        .out())
                .contains("london", "boston", "2026-5", "open");
    }

    @Test
    void showsWhoMadeATransferVoidAndWhy() throws Exception {
        reserve("london", "2026-02-01T08:00:00Z", new PeopleCount(100, 1));
        add(
                ledger.read(YEAR),
                "2026-02-02T08:00:00Z",
                PeopleCount.NONE,
                new LedgerEntry.Voided(
                        "2026-1", "the disk was full", LedgerEntry.Voided.Rows.NOT_TAKEN, PeopleCount.NONE));

        assertThat(CommandsTest.weir("ledger", "--year", "2026", "-w", workspace)
                        .out())
                .contains("voided", "void by dpo@example.org on 2026-02-02", ": the disk was full");
    }

    @Test
    void anotherYearBeginsAtNothing() throws Exception {
        reserve("london", "2026-02-01T08:00:00Z", new PeopleCount(100, 1));
        CommandsTest.Ended ended = CommandsTest.weir("ledger", "--year", "2027", "-w", workspace, "-o", "json");
        assertThat(CommandsTest.json(ended.out()).at("/people/sensitive").asLong())
                .isZero();
    }

    @Test
    void verifiesTheChainAndThePeopleFiles() throws Exception {
        reserve("london", "2026-02-01T08:00:00Z", new PeopleCount(0, 0));
        complete("2026-1");
        CommandsTest.Ended right = CommandsTest.weir("ledger", "--verify", "-w", workspace, "-o", "json");
        assertThat(right.status()).as(right.err()).isZero();
        assertThat(CommandsTest.valid("ledger", CommandsTest.json(right.out()))).isTrue();

        Path first = folder.resolve("ws/warehouse/ledger/centre/2026/000001.json");
        Files.writeString(first, Files.readString(first).replace("a model", "a toy"));
        CommandsTest.Ended wrong = CommandsTest.weir("ledger", "--verify", "-w", workspace);
        assertThat(wrong.status()).isEqualTo(4);
        assertThat(wrong.err()).contains("C033", "ledger/centre/2026/000001.json");
    }

    @Test
    void namesAPeopleFileThatIsGone() throws Exception {
        reserve("london", "2026-02-01T08:00:00Z", new PeopleCount(1, 0));
        assertThat(json().at("/people/non-sensitive").asLong()).isOne();
        FileUtil.fullyDelete(people(ledger).toFile());
        for (String option : List.of("--verify", "--year=2026")) {
            CommandsTest.Ended ended = CommandsTest.weir("ledger", option, "-w", workspace);
            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.err()).contains("C033", ".parquet' is missing");
        }
        // What is left is shown all the same.
        assertThat(CommandsTest.weir("ledger", "--year", "2026", "-w", workspace)
                        .out())
                .startsWith("Not whole: ")
                .contains("london");
    }

    /** What a void transfer had counted is compared with nobody any more. */
    @Test
    void thePeopleOfAVoidTransferNeedNotBeThere() throws Exception {
        showsWhoMadeATransferVoidAndWhy();
        FileUtil.fullyDelete(people(ledger).toFile());
        assertThat(json().at("/people/non-sensitive").asLong()).isZero();
    }

    @Test
    void refusesToVoidWithoutAReason() {
        CommandsTest.Ended ended = CommandsTest.weir("ledger", "--void", "2026-1", "-w", workspace);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--reason");
        CommandsTest.Ended nobody =
                CommandsTest.weir("ledger", "--void", "2026-1", "--reason", "x", "--not-taken", "-w", workspace);
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.err()).contains("--not-taken", "--by");
        assertThat(CommandsTest.weir("ledger", "--not-taken", "-w", workspace).err())
                .contains("--not-taken is for --void");
    }

    private JsonNode json() throws Exception {
        CommandsTest.Ended ended = CommandsTest.weir("ledger", "--year", "2026", "-w", workspace, "-o", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        return CommandsTest.json(ended.out());
    }

    /** All its people are new. */
    private void reserve(String recipient, String at, PeopleCount people) throws IOException {
        TransferLedger.Read read = ledger.read(YEAR);
        byte[] persons = ("the people of entry " + read.year().entries().size()).getBytes(StandardCharsets.UTF_8);
        String file = Sha256.hex(persons) + ".parquet";
        if (!people.equals(PeopleCount.NONE)) {
            Files.createDirectories(people(ledger));
            Files.write(people(ledger).resolve(file), persons);
        }
        Transfer.Counts counts = new Transfer.Counts(
                Transfer.Standing.EXPORT,
                read.year().totals(),
                people,
                read.year()
                        .byRecipient()
                        .getOrDefault(recipient, PeopleCount.NONE)
                        .plus(people));
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
                        people.equals(PeopleCount.NONE)
                                ? Optional.empty()
                                : Optional.of(new Transfer.PeopleFile(file, Sha256.hex(persons), "key", people))),
                new Transfer.Decision("R11", "CBR 8", "SC_OR_CERT", Optional.of("SC@2028-01-01"), Map.of()),
                new Transfer.Basis("cn-2026-01", "d".repeat(64), "key"),
                new Transfer.Copy("attempt-" + read.year().entries().size(), "parquet", "/exports/1"),
                List.of());
        add(read, at, counts.after(), new LedgerEntry.Reserved(transfer));
    }

    private void complete(String id) {
        TransferLedger.Read read = ledger.read(YEAR);
        add(read, "2026-05-01T08:00:00Z", read.year().totals(), new LedgerEntry.Completed(id, "e".repeat(64)));
    }

    private void add(TransferLedger.Read read, String at, PeopleCount totals, LedgerEntry.Event event) {
        assertThat(ledger.add(read, Instant.parse(at), Signatory.of("dpo@example.org"), "0.1.0", totals, event))
                .isPresent();
    }

    private static Path people(TransferLedger ledger) {
        return ledger.people(YEAR).disk().orElseThrow();
    }
}
