package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.desk.Caller;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.verb.authoring.NewWaiver;
import dev.weir.privacy.keys.SignedText;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a workspace that names roles. */
class RolesCommandTest {

    private static final String RULE = "enough-encounters";
    private static final String BECAUSE = "One ward moves.";
    private static final String ROLES = """

        roles:
          named:
            officer: { may: [rotate, waive], people: [dpo@example.org, li@example.org] }
            steward: { may: [rollback], people: [ann@example.org] }
        """;

    private final String soon = LocalDate.now(ZoneOffset.UTC).plusDays(20).toString();

    @TempDir
    private Path folder;

    @BeforeEach
    void theExample() throws IOException {
        Path from = Path.of("../../examples/clinical");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).toString().contains("raw" + "/" + "clinical"))
                    .toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(file, to);
            }
        }
        Files.deleteIfExists(file());
        SigningKeys.of(folder, SigningSettings.USUAL).readOrMake(new SecureRandom());
        assertThat(weir("keys", "init").status()).isZero();
        roles(ROLES);
    }

    private void roles(String roles) throws IOException {
        Path settings = folder.resolve("weir.yaml");
        String text = Files.readString(settings);
        int at = text.indexOf("\nroles:");
        Files.writeString(settings, (at < 0 ? text : text.substring(0, at)) + roles);
    }

    private Path file() {
        return folder.resolve("quality-rules/waivers.yaml");
    }

    private CommandsTest.Ended weir(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", folder.toString()));
        return CommandsTest.weir(all.toArray(String[]::new));
    }

    private CommandsTest.Ended waive(String by) {
        return weir("waive", RULE, "--until", soon, "--because", BECAUSE, "--by", by);
    }

    private Desk desk(String account) {
        return new Desk(new WorkspaceFolder(folder, Optional.empty(), Map.of()), Clock.systemUTC(), new Caller() {
            @Override
            public void note(String sentence) {}

            @Override
            public String account() {
                return account;
            }
        });
    }

    private NewWaiver.Question question(String by) {
        return new NewWaiver.Question(RULE, soon, BECAUSE, Optional.empty(), by);
    }

    @Test
    void keysAreRotatedByWhoMayAndTheRecordSaysWho() throws Exception {
        CommandsTest.Ended refused = weir("keys", "rotate", "--by", "ann@example.org");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err())
                .contains(
                        "C036",
                        "'ann@example.org' 'rotate'",
                        "'officer', which is with dpo@example.org, li@example.org");
        assertThat(folder.resolve("warehouse/ledger")).doesNotExist();
        CommandsTest.Ended rotated = weir("keys", "rotate", "--by", "dpo@example.org");
        assertThat(rotated.status()).as(rotated.err()).isZero();
        assertThat(weir("keys", "rotate", "--signing", "--by", "LI@example.org").status())
                .isZero();
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
            String record = Files.readString(keys.filter(file -> file.toString().endsWith(".rotations.json"))
                    .findFirst()
                    .orElseThrow());
            assertThat(CommandsTest.valid("key-rotations", CommandsTest.json(record)))
                    .isTrue();
            assertThat(record).contains("\"acting\"", "li@example.org", "\"officer\"", "\"stated\"");
        }
        CommandsTest.Ended log = weir("approve", "--log", "-o", "json");
        assertThat(CommandsTest.valid("approve", CommandsTest.json(log.out()))).isTrue();
        assertThat(CommandsTest.json(log.out()).get("entries")).hasSize(2);
        assertThat(weir("approve", "--log").out()).contains("begins: rotate: key that signs");
        for (String entry : List.of("000001.json", "000002.json")) {
            String text =
                    Files.readString(folder.resolve("warehouse/ledger/acts").resolve(entry));
            assertThat(CommandsTest.valid("act-entry", CommandsTest.json(text))).isTrue();
        }
        assertThat(weir("ledger", "--verify").status()).isZero();
    }

    @Test
    void aWaiverNeedsItsRoleAndOneThatWasWrittenByHandIsAProblem() throws Exception {
        CommandsTest.Ended refused = waive("ann@example.org");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).contains("C036", "'waive'", "'officer'");
        assertThat(file()).doesNotExist();

        CommandsTest.Ended ended = waive("dpo@example.org");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(weir("validate").status()).isZero();
        Files.writeString(file(), Files.readString(file()).replace(BECAUSE, "Because."));
        CommandsTest.Ended changed = weir("validate");
        assertThat(changed.status()).isEqualTo(4);
        assertThat(changed.out()).contains("C036", "quality-rules/waivers.yaml:5", "does not count");
    }

    /** What somebody answered for is the rule that they saw. */
    @Test
    void aWaiverCountsNoMoreOnceItsRuleAsksForSomethingElse() throws Exception {
        assertThat(waive("dpo@example.org").status()).isZero();
        Path rules = folder.resolve("quality-rules/clinical/encounters.yaml");
        String text = Files.readString(rules);
        Files.writeString(rules, text + "# A remark.\n");
        assertThat(weir("validate").status()).isZero();
        int at = text.indexOf("- id: " + RULE);
        Files.writeString(
                rules, text.substring(0, at) + text.substring(at).replaceFirst("RowCount > \\d+", "RowCount > 7"));
        CommandsTest.Ended changed = weir("validate");
        assertThat(changed.status()).isEqualTo(4);
        assertThat(changed.out()).contains("C036", "does not count", "as it is written now");
        assertThat(waive("dpo@example.org").status()).isZero();
        assertThat(weir("validate").status()).isZero();
    }

    @Test
    void theSameWaiverIsEnteredInASecondWarehouse() throws Exception {
        assertThat(waive("dpo@example.org").status()).isZero();
        String written = Files.readString(file());
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(weir("validate").status()).isEqualTo(4);
        assertThat(waive("li@example.org").err()).contains("C005");
        assertThat(waive("dpo@example.org").status()).isZero();
        assertThat(weir("validate").status()).isZero();
        assertThat(Files.readString(file())).isEqualTo(written);
    }

    @Test
    void twoPeopleWaiveAndTheFileNamesBoth() throws Exception {
        roles(ROLES + "  twoPeople: [waive]\n");
        assertThatThrownBy(() -> NewWaiver.write(desk("one"), question("dpo@example.org")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C037")
                .hasMessageContaining("It is request 1 now")
                .hasMessageContaining("weir approve 1");
        assertThat(file()).doesNotExist();
        CommandsTest.Ended list = weir("approve", "--list", "-o", "json");
        assertThat(CommandsTest.valid("approve", CommandsTest.json(list.out()))).isTrue();
        assertThat(CommandsTest.json(list.out()).at("/requests/0/state").asText())
                .isEqualTo("waits");
        assertThat(weir("approve", "1").out())
                .contains("waits", "dpo@example.org", RULE, BECAUSE, soon, "   rule says: ", "   table: ");
        assertThat(weir("approve", "1").err()).contains("Nothing is approved yet");
        assertThat(weir("approve", "7").err()).contains("C006");

        assertThatThrownBy(() -> RequestedActs.approve(desk("one"), 1, "li@example.org"))
                .hasMessageContaining("C037")
                .hasMessageContaining("another account");
        RequestedActs.approve(desk("two"), 1, "li@example.org");
        NewWaiver made = NewWaiver.write(desk("one"), question("dpo@example.org"));
        assertThat(made.written())
                .singleElement()
                .satisfies(waiver -> assertThat(waiver.approvedBy()).contains("li@example.org"));
        assertThat(Files.readString(file())).contains("approvedBy: li@example.org");
        assertThat(weir("validate").status()).isZero();
        CommandsTest.Ended shown = weir("waive", "--list", "-o", "json");
        assertThat(CommandsTest.valid("waive", CommandsTest.json(shown.out()))).isTrue();
        assertThat(weir("waive", "--list").out()).contains("by dpo@example.org and li@example.org");

        String text = Files.readString(file());
        for (String forged : List.of(
                text.replace("li@example.org", "ann@example.org"),
                text.replace("    approvedBy: li@example.org\n", ""),
                text.replace("by: dpo@example.org", "by: li@example.org"),
                text.replace(soon, LocalDate.parse(soon).plusDays(1).toString()))) {
            assertThat(forged).isNotEqualTo(text);
            Files.writeString(file(), forged);
            CommandsTest.Ended refused = weir("validate");
            assertThat(refused.status()).isEqualTo(4);
            assertThat(refused.out()).contains("C037", "quality-rules/waivers.yaml:5");
        }
    }

    @Test
    void aRequestIsVoidWhereItsRuleHasChanged() throws Exception {
        roles(ROLES + "  twoPeople: [waive]\n");
        assertThatThrownBy(() -> NewWaiver.write(desk("one"), question("dpo@example.org")))
                .hasMessageContaining("C037");
        try (Stream<Path> rules = Files.walk(folder.resolve("quality-rules"))) {
            for (Path rule : rules.filter(Files::isRegularFile).toList()) {
                Files.writeString(rule, Files.readString(rule) + "# changed\n");
            }
        }
        assertThatThrownBy(() -> RequestedActs.approve(desk("two"), 1, "li@example.org"))
                .hasMessageContaining("C037")
                .hasMessageContaining("changed");
        assertThatThrownBy(() -> NewWaiver.write(desk("one"), question("dpo@example.org")))
                .hasMessageContaining("It is request 2 now");
        CommandsTest.Ended list = weir("approve", "--list");
        assertThat(list.out()).contains("1  void, since quality-rules/", "2  waits  ");
        assertThat(weir("approve", "1").err()).doesNotContain("add --yes");
        CommandsTest.Ended json = weir("approve", "--list", "-o", "json");
        assertThat(CommandsTest.valid("approve", CommandsTest.json(json.out()))).isTrue();
        assertThat(CommandsTest.json(json.out()).at("/requests/0/state").asText())
                .isEqualTo("void");
        String entry = Files.readString(folder.resolve("warehouse/ledger/acts/000002.json"));
        assertThat(CommandsTest.valid("act-entry", CommandsTest.json(entry))).isTrue();
    }

    /** Whoever kept a copy of the key that was replaced approves nothing with it. */
    @Test
    void aKeyThatWasReplacedMakesNoEntry() throws Exception {
        SigningKey old = SigningKeys.of(folder, SigningSettings.USUAL).existing();
        assertThat(weir("keys", "rotate", "--signing", "--by", "dpo@example.org")
                        .status())
                .isZero();
        Path first = folder.resolve("warehouse/ledger/acts/000001.json");
        String message = SignedText.of(Files.readString(first)).orElseThrow().message();
        String forged = SignedText.print(
                message.replaceFirst(
                        "\n", "\n  \"previous-sha256\": \"" + Sha256.hex(Files.readAllBytes(first)) + "\",\n"),
                old);
        Files.writeString(first.resolveSibling("000002.json"), forged);
        CommandsTest.Ended log = weir("approve", "--log");
        assertThat(log.status()).isEqualTo(4);
        assertThat(log.out())
                .contains("1  ", "begins: rotate", "-- sound up to here (1)")
                .doesNotContain("2  2");
        assertThat(log.err())
                .contains("C036", "000002.json' is signed by a key that had been replaced", "had 1 entries");
        CommandsTest.Ended json = weir("approve", "--log", "-o", "json");
        assertThat(json.status()).isEqualTo(4);
        assertThat(CommandsTest.valid("approve", CommandsTest.json(json.out()))).isTrue();
        assertThat(CommandsTest.json(json.out()).at("/problems/0/code").asText())
                .isEqualTo("C036");
        assertThat(weir("ledger", "--verify").status()).isEqualTo(4);
    }

    @Test
    void anOverlayOfTheLawAsksForTwoAsWell() throws Exception {
        Files.createDirectories(folder.resolve("law"));
        Files.writeString(
                folder.resolve("law/centre.yaml"),
                "base: cn-2026-01\ntwoPeople:\n  - { act: waive, because: \"Counsel asks for it.\" }\n");
        Path settings = folder.resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings).replace("pack: cn-2026-01", "pack: cn-2026-01\n  overlay: law/centre.yaml"));
        assertThatThrownBy(() -> NewWaiver.write(desk("one"), question("dpo@example.org")))
                .hasMessageContaining("C037");
        assertThat(weir("law").out()).contains("twoPeople", "waive");
        roles("");
        assertThatThrownBy(() -> NewWaiver.write(desk("one"), question("dpo@example.org")))
                .hasMessageContaining("C036")
                .hasMessageContaining("names no role");
    }

    @Test
    void whereATokenSaysWhoNothingElseDoes() throws Exception {
        roles("""

            roles:
              named:
                officer: { may: [reveal, export, rotate, waive, correct], claims: [weir-officers] }
              oidc: { issuer: "https://login.example.org", audience: weir, roles: groups, keys: issuer.jwks.json }
            """);
        Path values = Files.writeString(folder.resolve("masked.txt"), "13800138000");
        List<List<String>> acts = List.of(
                List.of("keys", "rotate"),
                List.of("waive", RULE, "--until", soon, "--because", BECAUSE),
                List.of("ledger", "--void", "2026-7", "--not-taken", "--reason", "The disk was full."),
                List.of(
                        "ledger",
                        "--restore",
                        "2026",
                        "--reason",
                        "It is gone.",
                        "--people",
                        "1",
                        "--sensitive-people",
                        "0"),
                List.of("reveal", "--restore", "--reason", "The disk is gone."),
                List.of(
                        "reveal",
                        "clinical@1",
                        "--table",
                        "subjects",
                        "--column",
                        "mobile",
                        "--values",
                        values.toString(),
                        "--reason",
                        "The patient has to be called."));
        for (List<String> act : acts) {
            CommandsTest.Ended tokenless = weir(act.toArray(String[]::new));
            assertThat(tokenless.err()).as(act.toString()).contains("C036", "There is no token");
            assertThat(tokenless.status()).isEqualTo(4);
            List<String> named = new ArrayList<>(act);
            named.addAll(List.of("--by", "dpo@example.org"));
            CommandsTest.Ended refused = weir(named.toArray(String[]::new));
            assertThat(refused.err())
                    .as(act.toString())
                    .contains("C020", "a token says here who does", "leave --by out");
            assertThat(refused.status()).isEqualTo(2);
        }
    }

    @Test
    void aLogThatSomebodyChangedStopsWhatRestsOnIt() throws Exception {
        assertThat(waive("dpo@example.org").status()).isZero();
        Path entry = folder.resolve("warehouse/ledger/acts/000001.json");
        Files.writeString(entry, Files.readString(entry).replace("dpo@", "mal@"));
        assertThat(weir("validate").out()).contains("C036", "ledger/acts/000001.json");
        assertThat(weir("keys", "rotate", "--by", "dpo@example.org").status()).isEqualTo(4);
        assertThat(weir("ledger", "--verify").status()).isEqualTo(4);
        assertThat(weir("approve", "--restore", "--by", "dpo@example.org").err())
                .contains("C020", "--reason");
        assertThat(weir("approve").err()).contains("C020", "No request is named");
    }
}
