package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Schemas;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {

    private static final Path CLINICAL = Path.of("..", "..", "examples", "clinical");

    private static final String HEADER = "id\tevalDate\trequestType\tdataGrade\thgr\texporterForeign\thasPI\tciio\tftz"
            + "\texemption\tledgerYear\tledgerN\tledgerS\tnewN\tnewS\trecipientRegion\trecipientForeign\tduties"
            + "\tmechanisms\n";
    private static final String ALLOWED =
            "a\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t500\t0\tUS\tY\tOK\t-\n";
    private static final String DENIED =
            "b\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t500\t1\tUS\tY\tOK\t-\n";

    @TempDir
    private Path folder;

    private CommandsTest.Ended gate(String table, String... options) throws IOException {
        Path file = folder.resolve("cases.tsv");
        Files.writeString(file, table, StandardCharsets.UTF_8);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "gate";
        arguments[1] = "--cases";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandsTest.weir(arguments);
    }

    @Test
    void decidesATableOfWhatIfs() throws Exception {
        CommandsTest.Ended ended = gate(HEADER + ALLOWED + DENIED, "-o", "tsv");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("""
            id\tdecision\tmechanism\trule\tarticle
            a\tALLOW\tNONE\tR12\tCBR 5(4)
            b\tDENY\tSC_OR_CERT\tR11\tCBR 8
            """);
        assertThat(gate(HEADER + ALLOWED + DENIED).out())
                .contains("ALLOW", "SC_OR_CERT")
                .hasLineCount(3);
    }

    @Test
    void printsJsonAsItsSchemaSays() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(gate(HEADER + ALLOWED + DENIED, "-o", "json").out());
        assertThat(Schemas.valid("gate", json)).isTrue();
        assertThat(json.at("/cases/1/decision").asText()).isEqualTo("DENY");
        assertThat(json.at("/cases/1/any-of/0/0").asText()).isEqualTo("SC");
        assertThat(json.at("/cases/1/missing/0/owner").asText()).isEqualTo("legal counsel");
        assertThat(json.at("/cases/1/people/s").asInt()).isEqualTo(1);
        assertThat(json.at("/law/sha256").asText()).hasSize(64);
    }

    @Test
    void decidesWhatCanBeReadAndTellsOfTheRest() throws Exception {
        CommandsTest.Ended ended = gate(HEADER + "x\ty\n" + ALLOWED, "-o", "tsv");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).contains("x\tDENY\t-\tR0\t-\n", "a\tALLOW");
        assertThat(ended.err()).contains("cases.tsv:2", "2 cells");
        assertThat(gate(HEADER + ALLOWED.replace("GENERAL", "UNKNOWN"), "-o", "tsv")
                        .status())
                .as("a fact that is unknown is an answer too")
                .isZero();
    }

    @Test
    void saysWhatItWantsWhenNothingIsAsked() throws Exception {
        assertThat(CommandsTest.weir("gate").status()).isEqualTo(2);
        assertThat(CommandsTest.weir(
                                "gate", "--cases", folder.resolve("none.tsv").toString())
                        .status())
                .isEqualTo(2);
        Files.write(folder.resolve("latin.tsv"), new byte[] {'i', 'd', (byte) 0xe9});
        assertThat(CommandsTest.weir(
                                "gate", "--cases", folder.resolve("latin.tsv").toString())
                        .err())
                .contains("UTF-8");
    }

    /** The clinical example with a release of two tables. */
    private void clinical() throws IOException {
        clinical("date");
    }

    private void clinical(String typeOfDates) throws IOException {
        try (Stream<Path> contracts = Files.walk(CLINICAL.resolve("contracts"));
                Stream<Path> rules = Files.walk(CLINICAL.resolve("quality-rules"))) {
            for (Path file :
                    Stream.concat(contracts, rules).filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(CLINICAL.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
        Files.copy(CLINICAL.resolve("weir.yaml"), folder.resolve("weir.yaml"));
        Sealed.publish(
                folder,
                StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse"))),
                SampleRelease.of(
                        "clinical",
                        1,
                        Optional.empty(),
                        "0198a000-0000-7000-8000-000000000001",
                        List.of(
                                table(
                                        typeOfDates,
                                        "patients",
                                        "patient_id MRN pseudonymise",
                                        "birth_date DATE shift",
                                        "sex DEMO keep"),
                                table(
                                        typeOfDates,
                                        "conditions",
                                        "patient_id MRN pseudonymise",
                                        "code HEALTH keep",
                                        "identity RID drop")),
                        List.of()));
    }

    /** Categories and masks come from the manifest: who writes another one in must not open the gate. */
    @Test
    void decidesOnNoReleaseThatIsNotAsItWasSigned() throws Exception {
        clinical();
        Path log = folder.resolve("warehouse/releases/clinical");
        String signed = Files.readString(log.resolve("1.json"));
        for (String forged :
                List.of(signed.replace("HEALTH", "NONE"), signed.replaceAll("\"signing\": \\{[^}]*},", ""), "{}", "")) {
            assertThat(forged).isNotEqualTo(signed);
            Files.writeString(log.resolve("1.json"), forged);
            CommandsTest.Ended ended = ask("london", "-o", "json");
            assertThat(ended.status()).as(ended.err()).isEqualTo(4);
            assertThat(ended.err()).contains("V001", log.resolve("1.json").toString());
            assertThat(ended.out()).doesNotContain("\"decision\"");
        }
        Files.writeString(log.resolve("1.json"), signed);
        assertThat(ask("london").status()).isZero();
        try (Stream<Path> signatures = Files.list(log.resolve("signatures"))) {
            Files.delete(signatures.findFirst().orElseThrow());
        }
        assertThat(ask("london").err()).contains("V001", "There is no signature");
    }

    @Test
    void decidesOnNoReleaseWhoseEvidenceWasChangedOrWhoseKeyIsGone() throws Exception {
        clinical();
        Path log = folder.resolve("warehouse/releases/clinical");
        Path key = folder.resolve("keys/release.pub");
        byte[] open = Files.readAllBytes(key);
        Files.delete(key);
        CommandsTest.Ended keyless = ask("london");
        assertThat(keyless.status()).isEqualTo(2);
        assertThat(keyless.err()).contains("C022", "no public key");
        Files.write(key, open);
        try (Stream<Path> pieces = Files.list(log.resolve("objects"))) {
            Files.writeString(pieces.findFirst().orElseThrow(), "forged");
        }
        CommandsTest.Ended ended = ask("london");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("V001", log.resolve("objects").toString());
    }

    private static ReleasedTable table(String typeOfDates, String name, String... columns) {
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(TableFormat.DELTA, "/nowhere/" + name, "/nowhere/" + name, 0),
                Stream.of(columns)
                        .map(column -> column.split(" "))
                        .map(words -> new ReleasedTable.ReleasedColumn(
                                words[0], words[1].equals("DATE") ? typeOfDates : "text", words[1], words[2], "", ""))
                        .toList(),
                new ContentDigest(1_200, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical." + name + " 1.0.0");
    }

    private CommandsTest.Ended ask(String recipient, String... options) {
        List<String> words = new ArrayList<>(
                List.of("gate", "clinical@1", "--to", recipient, "--on", "2026-11-20", "-w", folder.toString()));
        words.addAll(List.of(options));
        return CommandsTest.weir(words.toArray(new String[0]));
    }

    /** A laxer law of the workspace stands beside the decision that it made. */
    @Test
    void saysWhatTheWorkspaceChangesOfTheLawBesideADecision() throws Exception {
        clinical();
        assertThat(ask("london").out()).doesNotContain("changes it");
        Path settings = folder.resolve("weir.yaml");
        String written = Files.readString(settings);
        assertThat(written).contains("law:");
        Files.writeString(settings, written.replaceFirst("\nlaw:\n", "\nlaw:\n  overlay: law/centre.yaml\n"));
        Files.createDirectories(folder.resolve("law"));
        Files.writeString(
                folder.resolve("law/centre.yaml"),
                "base: cn-2026-01\nthresholds: [{ id: assessment-sensitive-people, value: 90000000, because: A test. }]\n");
        assertThat(ask("london").out())
                .contains(
                        "cn-2026-01 as law/centre.yaml changes it",
                        "thresholds assessment-sensitive-people, value: 10000 → 90000000 (laxer)");
    }

    @Test
    void decidesOnAReleaseForARecipient() throws Exception {
        clinical();
        CommandsTest.Ended london = ask("london", "-o", "json");
        assertThat(london.status()).as(london.out() + london.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(london.out());
        assertThat(Schemas.valid("gate", json)).isTrue();
        assertThat(json.at("/rule").asText()).isEqualTo("R11");
        assertThat(json.at("/held/type").asText()).isEqualTo("SC");
        assertThat(json.at("/people/s").asInt()).as("rows, at most").isEqualTo(1_200);
        assertThat(ask("london", "--people", "2", "--sensitive-people", "10000").out())
                .contains("DENY 不准许", "R10", "数据出境安全评估", "legal counsel");
        assertThat(ask("shanghai-partner").out()).contains("ALLOW 准许", "R3z");
    }

    /** A job that asks first must not read in the exit code that an export would go through. */
    @Test
    void endsAsAnExportWouldWhereAColumnMayNotLeave() throws Exception {
        clinical("integer");
        CommandsTest.Ended ended = ask("london");
        assertThat(ended.out())
                .contains(
                        "ALLOW",
                        "Column 'patients.birth_date' may not leave as it is: it is shifted and is of type integer",
                        "An export refuses it");
        assertThat(ended.status()).isEqualTo(4);
    }

    @Test
    void deniesWhatNobodyHasSaidOrNothingCarries() throws Exception {
        clinical();
        CommandsTest.Ended hongkong = ask("hongkong");
        assertThat(hongkong.status()).isEqualTo(4);
        assertThat(hongkong.out()).contains("DENY", "GBA_SC", "个人信息出境标准合同");
        Path weir = folder.resolve("weir.yaml");
        Files.writeString(weir, Files.readString(weir).replace("stateOrgan: false, ", ""));
        Path contract = folder.resolve("contracts/clinical/conditions.odcs.yaml");
        Files.writeString(
                contract, Files.readString(contract).replaceAll(", checkedBy: [^,]+, checkedOn: \"[^\"]+\"", ""));
        CommandsTest.Ended unknown = ask("london", "-o", "json");
        assertThat(unknown.status()).as(unknown.err()).isEqualTo(4);
        JsonNode json = new ObjectMapper().readTree(unknown.out());
        assertThat(json.at("/rule").asText()).isEqualTo("R0");
        assertThat(json.at("/missing").findValuesAsText("what"))
                .anyMatch(what -> what.contains("stateOrgan"))
                .anyMatch(what -> what.contains("dataGrade"));
        assertThat(ask("londn").err()).contains("write 'london'");
    }

    @Test
    void letsAMechanismCarryOnlyWhatItCovers() throws Exception {
        clinical();
        Path recipients = folder.resolve("contracts/recipients.yaml");
        String text = Files.readString(recipients);
        for (String changed : List.of(
                text.replace("categories: [MRN, DATE, AGE", "categories: [DATE, AGE"),
                text.replace("effective: \"2026-03-02\"", "effective: \"2026-12-02\""),
                text.replace("lastValidDay: \"2029-03-01\"", "lastValidDay: \"2026-11-19\""),
                text.replace("effective: \"2026-03-02\"", "people: 1199\n        effective: \"2026-03-02\""))) {
            assertThat(changed).isNotEqualTo(text);
            Files.writeString(recipients, changed);
            CommandsTest.Ended denied = ask("london");
            assertThat(denied.status()).as(denied.out()).isEqualTo(4);
            assertThat(denied.out()).contains("SC Made-up filing 2026-017");
        }
        Files.writeString(recipients, text.replace("categories: [MRN, DATE", "categories: [MRM, DATE"));
        assertThat(ask("london").err()).contains("write 'MRN'");
    }
}
