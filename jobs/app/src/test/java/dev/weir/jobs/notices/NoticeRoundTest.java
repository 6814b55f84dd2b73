package dev.weir.jobs.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.desk.Caller;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.notices.channel.HookServer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, once, and what waits. */
class NoticeRoundTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T05:00:00Z");

    @TempDir
    private Path folder;

    private HookServer server;
    private Instant now = MONDAY;

    @BeforeEach
    void begin() throws Exception {
        server = new HookServer();
        channels("hook: { kind: webhook, url: \"" + server.address("/") + "\" }");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void channels(String written) throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), """
                workspace: mini
                profiles: { laptop: { warehouse: warehouse, notices: { %s } } }
                law:
                  pack: cn-2026-01
                  processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
                """.formatted(written));
    }

    private Desk desk() {
        return new Desk(
                new WorkspaceFolder(folder, Optional.empty(), Map.of()),
                Clock.fixed(now, ZoneOffset.UTC),
                Caller.QUIET);
    }

    private NoticeRound round(WorkspaceStatus standing, List<FailedRun> broken, Set<String> decided) {
        return new NoticeRound(desk(), desk().settings(), standing, broken, decided);
    }

    private static WorkspaceStatus standing(NoticeEvent... happenings) {
        return new WorkspaceStatus(List.of(happenings), Map.of(), Optional.empty(), Set.of(), List.of());
    }

    private static HeldRelease held(String run, String... rules) {
        return new HeldRelease(
                new RunRecord.Run(run, "clinic", "0.1.0", MONDAY, MONDAY),
                Outcome.HELD,
                Arrays.stream(rules)
                        .map(rule ->
                                new JudgedRule("visits", rule, "block", "failed: 1 of 2 rows", rule + "@example.org"))
                        .toList(),
                List.of());
    }

    private static ExpiringTerm ends(String last) {
        return new ExpiringTerm(
                ExpiringTerm.Kind.WAIVER,
                "clinic",
                "amounts",
                LocalDate.parse(last),
                LocalDate.parse("2026-11-23"),
                List.of());
    }

    /** The titles that arrive with a round. */
    private List<String> sent(NoticeEvent... happenings) throws Exception {
        return sent(standing(happenings), List.of(), Set.of());
    }

    private List<String> sent(WorkspaceStatus standing, List<FailedRun> broken, Set<String> decided) throws Exception {
        int before = server.received().size();
        round(standing, broken, decided).send();
        List<String> titles = new ArrayList<>();
        for (HookServer.Received got :
                server.received().subList(before, server.received().size())) {
            for (JsonNode notice : CommandsTest.json(got.body()).at("/notices")) {
                titles.add(notice.at("/title").asText());
            }
        }
        return titles;
    }

    @Test
    void theSameIsSentOnceAndSomethingElseAgain() throws Exception {
        String title = "Held: no release of clinic";
        assertThat(sent(held("1", "a"))).containsExactly(title);
        assertThat(sent(held("1", "a"))).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(sent(held("2", "a"))).as("another run, the same rules").isEmpty();
        assertThat(sent(held("3", "a", "b"))).as("other rules").containsExactly(title);
        assertThat(sent()).as("released").isEmpty();
        assertThat(sent(held("4", "a", "b"))).as("held once more").containsExactly(title);
        now = now.plus(Duration.ofDays(6));
        assertThat(sent(held("5", "a", "b"))).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(sent(held("4", "a", "b"))).as("a week later, no run since").isEmpty();
        assertThat(sent(held("5", "a", "b"))).as("a week later").containsExactly(title);
    }

    @Test
    void severalNoticesAreOneMessage() throws Exception {
        assertThat(sent(held("1", "a"), ends("2026-11-30"))).hasSize(2);
        assertThat(server.received()).hasSize(1);
        assertThat(sent(held("1", "a"), ends("2026-11-22")))
                .containsExactly("The waiver of rule 'amounts' of clinic is over");
        assertThat(sent(held("1", "a"), ends("2027-11-30"))).as("prolonged").isEmpty();
    }

    @Test
    void aChannelGetsWhatItAsksFor() throws Exception {
        channels("hook: { kind: webhook, url: \"" + server.address("/") + "\", on: [ends], days: 3 }");
        assertThat(sent(held("1", "a"), ends("2026-11-27"))).isEmpty();
        assertThat(sent(held("1", "a"), ends("2026-11-26"))).hasSize(1);
    }

    @Test
    void whatIsNotDeliveredWaitsAndIsFoundAndIsSentLater() throws Exception {
        server.answers(500, "");
        List<ChannelState> states =
                round(standing(held("1", "a")), List.of(), Set.of()).send();
        assertThat(states.get(0).due())
                .singleElement()
                .satisfies(kept -> assertThat(kept.why()).isEqualTo("the server answers with HTTP status 500"));
        assertThat(WorkspaceNotices.unsent(desk().settings()))
                .containsExactly(
                        new WorkspaceNotices.Unsent(
                                "hook",
                                "1 notice has not been delivered, the first since 2026-11-23 05:00 UTC: the server answers with HTTP status 500."));
        now = now.plus(Duration.ofHours(1));
        assertThat(round(standing(held("1", "a")), List.of(), Set.of())
                        .look()
                        .get(0)
                        .due())
                .hasSize(1);
        server.answers(200, "");
        assertThat(sent(held("1", "a"))).hasSize(1);
        assertThat(WorkspaceNotices.unsent(desk().settings())).isEmpty();
        assertThat(sent(held("1", "a"))).isEmpty();
    }

    @Test
    void whatIsOverBeforeItWasDeliveredIsNotSent() throws Exception {
        server.answers(500, "");
        sent(held("1", "a"));
        server.answers(200, "");
        assertThat(sent()).isEmpty();
        assertThat(WorkspaceNotices.unsent(desk().settings())).isEmpty();
    }

    @Test
    void whatCannotBeLookedAtIsNotTakenForOver() throws Exception {
        assertThat(sent(ends("2026-11-30"))).hasSize(1);
        WorkspaceStatus blind =
                new WorkspaceStatus(List.of(), Map.of(), Optional.empty(), Set.of(Topic.ENDS), List.of());
        assertThat(sent(blind, List.of(), Set.of())).isEmpty();
        assertThat(sent(ends("2026-11-30"))).isEmpty();
    }

    @Test
    void aBrokenRunIsNewsUntilARunComesToADecision() throws Exception {
        FailedRun broken = FailedRun.of("clinic", new IllegalStateException(), file -> true, now, List.of());
        server.answers(500, "");
        assertThat(sent(standing(), List.of(broken), Set.of())).hasSize(1); // arrives, and the answer says no
        server.answers(200, "");
        assertThat(sent())
                .as("the next round knows nothing of the run")
                .containsExactly("Failed: no release of clinic");
        assertThat(sent(standing(), List.of(broken), Set.of())).isEmpty();
        assertThat(sent(standing(), List.of(), Set.of("clinic"))).isEmpty();
        now = now.plusSeconds(60);
        FailedRun again = FailedRun.of("clinic", new IllegalStateException(), file -> true, now, List.of());
        assertThat(sent(standing(), List.of(again), Set.of())).hasSize(1);
    }

    @Test
    void oneChannelThatIsAwayKeepsNoOtherFromItsNotices() throws Exception {
        try (HookServer other = new HookServer()) {
            channels("away: { kind: slack, url: \"${NOT_SET}\" }, hook: { kind: webhook, url: \"" + other.address("/")
                    + "\" }");
            List<ChannelState> states =
                    round(standing(held("1", "a")), List.of(), Set.of()).send();
            assertThat(states.get(0).due().get(0).why()).isEqualTo("the variable ${NOT_SET} is not set");
            assertThat(states.get(1).due()).isEmpty();
            assertThat(other.received()).hasSize(1);
            assertThat(WorkspaceNotices.unsent(desk().settings()))
                    .extracting(WorkspaceNotices.Unsent::what)
                    .first()
                    .isEqualTo("Nothing can be sent: the variable ${NOT_SET} is not set.");
        }
    }

    @Test
    void aDamagedFileIsToldAndItsNoticeIsSentAnew() throws Exception {
        sent(held("1", "a"));
        try (Stream<Path> kept = Files.list(folder.resolve("warehouse/.notices/hook"))) {
            Files.writeString(kept.findFirst().orElseThrow(), "{\"schema\":");
        }
        NoticeRound round = round(standing(held("1", "a")), List.of(), Set.of());
        assertThat(round.send().get(0).due()).isEmpty();
        assertThat(round.problems()).hasSize(1);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void anEMailGoesToTheRulesOwnerAndToOthersOnlyWhereThereIsNone() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            channels(
                    "mail: { kind: email, server: \"localhost:" + mail.getSmtp().getPort()
                            + "\", security: none, from: weir@example.org, to: all@example.org, owners: { \"b@example.org\": bo@example.org } }");
            round(standing(held("1", "a", "b"), ends("2026-11-30")), List.of(), Set.of())
                    .send();
            assertThat(Arrays.stream(mail.getReceivedMessages()).map(NoticeRoundTest::subjectAndPeople))
                    .containsExactlyInAnyOrder(
                            "[weir] Held: no release of clinic to [a@example.org, bo@example.org]",
                            "[weir] Held: no release of clinic to [a@example.org, bo@example.org]",
                            "[weir] The waiver of rule 'amounts' of clinic ends on 2026-11-30 to [all@example.org]");
        } finally {
            mail.stop();
        }
    }

    private static String subjectAndPeople(MimeMessage message) {
        try {
            return message.getSubject() + " to " + Arrays.toString(message.getAllRecipients());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
