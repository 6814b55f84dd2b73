package dev.weir.releases.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.privacy.keys.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one door: who comes through, who does not and why, and every way round the second person. */
class AccessGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final ActDetails COPY =
            new ActDetails(Act.EXPORT, Map.of("release", "clinical@2", "recipient", "london"));
    private static final Map<String, String> GROUNDS = Map.of("clinical@2", "a".repeat(64));
    private static final String ROLES = """
        roles:
          named:
            officer: { may: [export, reveal, waive], people: [dpo@example.org, li@example.org, wang] }
            steward: { may: [waive], people: [ann@example.org] }
          twoPeople: [export, waive]
        """;

    @TempDir
    private Path root;

    private Instant now = NOW;

    @BeforeEach
    void aWorkspace() throws IOException {
        write(ROLES);
        SigningKeys.of(root, SigningSettings.USUAL).readOrMake(new SecureRandom());
    }

    private void write(String roles) throws IOException {
        Files.writeString(
                root.resolve("weir.yaml"),
                "workspace: w\nprofiles: { laptop: {} }\nlaw: { pack: cn-2026-01 }\n" + roles);
    }

    private Workspace workspace() {
        return WorkspaceReader.readSettings(root, Optional.empty(), Map.of());
    }

    /** @param stated as --by has it */
    private AccessGuard door(String stated, String account) {
        return new AccessGuard(workspace(), new Requester(stated, account, Map.of()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void refused(Code code, String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemsException.class, e -> {
            assertThat(e.problems().get(0).code()).isEqualTo(code);
            assertThat(e.problems().get(0).toString()).contains(what);
        });
    }

    private static ActDetails reveal() {
        return ActDetails.of(Act.REVEAL, "release", "clinical@2");
    }

    private long requested(String stated, String account) {
        try {
            door(stated, account).asAsked(COPY, GROUNDS, Map.of());
        } catch (ProblemsException e) {
            assertThat(e.problems().get(0).code()).isEqualTo(Code.SECOND_PERSON);
            return door(stated, account).history().inOrder().stream()
                    .mapToLong(ActRequest::number)
                    .max()
                    .orElseThrow();
        }
        throw new AssertionError("nobody asked for a second person");
    }

    @Test
    void withoutRolesEverybodyMayAndNothingIsWritten() throws IOException {
        write("");
        Permit permit = door("whoever", "root").asAsked(COPY, GROUNDS, Map.of());
        assertThat(permit.enter()).isEmpty();
        assertThat(permit.name("whoever")).isEqualTo("whoever");
        assertThat(root.resolve("warehouse")).doesNotExist();
    }

    @Test
    void aRoleLetsThroughAndTheLogSaysWhoAndHowThatIsKnown() {
        Optional<ActAuthorisation> stated =
                door("DPO@example.org", "root").alone(reveal()).enter();
        assertThat(stated.orElseThrow().actor().proof()).isEqualTo(new IdentityProof.Stated("root"));
        Optional<ActAuthorisation> account =
                door("nobody@example.org", "wang").alone(reveal()).enter();
        assertThat(account.orElseThrow().actor().proof()).isEqualTo(new IdentityProof.Account("wang"));
        assertThat(account.orElseThrow().actor().role()).isEqualTo("officer");
        assertThat(door("x", "x").history().entries()).hasSize(2);
    }

    @Test
    void whoHasNoSuchRoleIsToldWhichItNeedsAndWhoHasIt() {
        refused(
                Code.NOT_PERMITTED,
                "'officer', which is with dpo@example.org, li@example.org, wang",
                () -> door("ann@example.org", "ann").alone(reveal()));
        refused(
                Code.NOT_PERMITTED,
                "No role lets 'ann' or 'ann@example.org' 'reveal'",
                () -> door("ann@example.org", "ann").alone(reveal()));
        refused(
                Code.NOT_PERMITTED,
                "no role of weir.yaml gives it to anybody",
                () -> door("dpo@example.org", "root").alone(ActDetails.of(Act.ROTATE, "what", "key")));
        assertThat(root.resolve("warehouse/ledger")).doesNotExist();
    }

    /** A login is the account's alone: who states one that is not theirs gets nowhere. */
    @Test
    void aLoginThatIsOnlyStatedProvesNothing() {
        refused(
                Code.NOT_PERMITTED,
                "No role lets 'mallory'",
                () -> door("wang", "mallory").alone(reveal()));
        refused(Code.NOT_PERMITTED, "No role lets", () -> door("wang", "Wang").alone(reveal()));
        refused(
                Code.NOT_PERMITTED,
                "No role lets",
                () -> door("dp\u043e@example.org", "m").alone(reveal()));
    }

    @Test
    void withAnIssuerNoNameCountsAndATokenIsAskedFor() throws IOException {
        write(ROLES + "  oidc: { issuer: \"https://login.example.org\", audience: weir, keys: jwks.json }\n");
        refused(
                Code.NOT_PERMITTED,
                "There is no token",
                () -> door("dpo@example.org", "wang").alone(reveal()));
        AccessGuard both = new AccessGuard(
                workspace(),
                new Requester("a", "a", Map.of("WEIR_ID_TOKEN", "eyJsecret", "WEIR_ID_TOKEN_FILE", "token")),
                Clock.systemUTC());
        refused(Code.NOT_PERMITTED, "Both WEIR_ID_TOKEN_FILE and WEIR_ID_TOKEN", () -> both.alone(reveal()));
        assertThat(new Requester("a", "b", Map.of("WEIR_ID_TOKEN", "eyJsecret")).toString())
                .doesNotContain("eyJ");
    }

    @Test
    void twoPeopleLetItThroughOnceAndBothAreNamed() {
        long request = requested("dpo@example.org", "one");
        assertThat(requested("dpo@example.org", "one")).as("asked again").isEqualTo(request);
        ActRequest approved = door("li@example.org", "two").approve(request, asked -> GROUNDS);
        assertThat(approved.state(now)).isEqualTo(ActRequest.State.APPROVED);

        Permit permit = door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of());
        ActAuthorisation acting = permit.enter().orElseThrow();
        assertThat(acting.actor().person().name()).isEqualTo("dpo@example.org");
        assertThat(acting.approval().orElseThrow().by().person().name()).isEqualTo("li@example.org");
        assertThat(acting.approval().orElseThrow().request()).isEqualTo(request);
        assertThat(permit.enter()).as("entered once").contains(acting);
        assertThat(door("x", "x").history().entries()).hasSize(3);
        assertThat(requested("dpo@example.org", "one")).as("the next copy").isGreaterThan(request);
    }

    @Test
    void oneApprovalIsForOneCopyWhicheverProcessIsFirst() {
        long request = requested("dpo@example.org", "one");
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        Permit first = door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of());
        Permit second = door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of());
        first.enter();
        refused(Code.SECOND_PERSON, "was carried out already", second::enter);
    }

    @Test
    void nobodyApprovesWhatTheyAskedForByNoOtherNameOrAccount() {
        long request = requested("dpo@example.org", "one");
        for (AccessGuard same : List.of(
                door("dpo@example.org", "one"),
                door("DPO@EXAMPLE.ORG", "two"),
                door("li@example.org", "one"), // another --by, and the same account
                door("li@example.org", "ONE"))) {
            refused(Code.SECOND_PERSON, "cannot be approved by", () -> same.approve(request, asked -> GROUNDS));
        }
        assertThat(door("x", "x").history().entries()).hasSize(1);
    }

    @Test
    void whoHasNotTheRoleApprovesNothingAndNoRequestIsMadeUp() {
        long request = requested("dpo@example.org", "one");
        refused(
                Code.NOT_PERMITTED,
                "No role lets",
                () -> door("ann@example.org", "ann").approve(request, asked -> GROUNDS));
        refused(
                Code.SECOND_PERSON,
                "There is no request 7",
                () -> door("li@example.org", "two").approve(7, asked -> GROUNDS));
    }

    @Test
    void aRequestEndsAndIsNotApprovedTwice() {
        long request = requested("dpo@example.org", "one");
        now = NOW.plus(ActRequest.TERM).plusMillis(1);
        refused(
                Code.SECOND_PERSON,
                "waits for nobody",
                () -> door("li@example.org", "two").approve(request, asked -> GROUNDS));
        now = NOW.plus(Duration.ofDays(6));
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        refused(
                Code.SECOND_PERSON,
                "has approved it already",
                () -> door("wang", "wang").approve(request, asked -> GROUNDS));
        now = NOW.plus(ActRequest.TERM).plusMillis(1);
        assertThat(requested("dpo@example.org", "one")).as("over by then").isGreaterThan(request);
    }

    @Test
    void whatStandsOnOtherGroundsByNowIsNotApprovedNorDone() {
        long request = requested("dpo@example.org", "one");
        Map<String, String> changed = Map.of("clinical@2", "b".repeat(64));
        refused(
                Code.SECOND_PERSON,
                "is not about what is there now",
                () -> door("li@example.org", "two").approve(request, asked -> changed));
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        refused(
                Code.SECOND_PERSON,
                "It is request",
                () -> door("dpo@example.org", "one").asAsked(COPY, changed, Map.of()));
        refused(
                Code.SECOND_PERSON,
                "It is request",
                () -> door("dpo@example.org", "one")
                        .asAsked(
                                new ActDetails(Act.EXPORT, Map.of("release", "clinical@2", "recipient", "boston")),
                                GROUNDS,
                                Map.of()));
        refused(
                Code.SECOND_PERSON,
                "It is request",
                () -> door("li@example.org", "two").asAsked(COPY, GROUNDS, Map.of()));
    }

    @Test
    void rolesThatAreTakenAwayMeanwhileTakeTheirPartAway() throws IOException {
        long request = requested("dpo@example.org", "one");
        write(ROLES.replace("dpo@example.org, ", ""));
        refused(
                Code.SECOND_PERSON,
                "rests on a role that is gone",
                () -> door("li@example.org", "two").approve(request, asked -> GROUNDS));
        write(ROLES);
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        write(ROLES.replace("li@example.org, ", ""));
        refused(
                Code.SECOND_PERSON,
                "It is request " + (request + 2),
                () -> door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()));
        write(ROLES + "  oidc: { issuer: \"https://login.example.org\", audience: weir }\n");
        refused(
                Code.NOT_PERMITTED,
                "There is no token",
                () -> door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()));
    }

    /** Made by e-mail, before an issuer was named: by token the same person asks anew with the same command. */
    @Test
    void whatCannotBeApprovedAnyMoreIsAskedAnew() throws IOException {
        long request = requested("dpo@example.org", "one");
        write(ROLES.replace("officer:", "guardian:"));
        refused(
                Code.SECOND_PERSON,
                "rests on a role that is gone",
                () -> door("li@example.org", "two").approve(request, asked -> GROUNDS));
        long anew = requested("dpo@example.org", "one");
        assertThat(anew).isGreaterThan(request);
        assertThat(requested("dpo@example.org", "one")).isEqualTo(anew);
        AccessGuard second = door("li@example.org", "two");
        ActHistory history = second.history();
        assertThat(second.voidSince(history.request(request).orElseThrow(), asked -> GROUNDS))
                .contains("dpo@example.org has lost the role");
        assertThat(second.voidSince(history.request(anew).orElseThrow(), asked -> GROUNDS))
                .isEmpty();
        second.approve(anew, asked -> GROUNDS);
        assertThat(door("dpo@example.org", "one").makesRequest(COPY, GROUNDS)).isFalse();
    }

    @Test
    void whoMayAndWhetherTwoAreNeededIsAGroundOfARequest() throws IOException {
        long request = requested("dpo@example.org", "one");
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        write(ROLES.replace("wang]", "wang, mal@example.org]"));
        AccessGuard door = door("dpo@example.org", "one");
        assertThat(door.voidSince(door.history().request(request).orElseThrow(), asked -> GROUNDS))
                .contains("roles in weir.yaml changed");
        assertThat(door.makesRequest(COPY, GROUNDS)).isTrue();
        refused(Code.SECOND_PERSON, "It is request", () -> door.asAsked(COPY, GROUNDS, Map.of()));
        write(ROLES);
        door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()).enter();
    }

    @Test
    void aBrokenLogIsShownAsFarAsItIsSound() throws IOException {
        long request = requested("dpo@example.org", "one");
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()).enter();
        Path second = root.resolve("warehouse/ledger/acts/000002.json");
        Files.writeString(second, Files.readString(second).replace("li@", "wo@"));
        ActLog.Sound sound = door("x", "x").sound();
        assertThat(sound.history().entries()).hasSize(1);
        assertThat(sound.wrong()).isNotEmpty();
        assertThat(sound.wrong().get(0).remedy()).contains("ledger/acts.lost-");
    }

    @Test
    void ofManyWhoApproveAtOnceOneDoes() throws Exception {
        long request = requested("dpo@example.org", "one");
        int many = 4;
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                AccessGuard door = i % 2 == 0 ? door("li@example.org", "two") : door("x@example.org", "wang");
                ends.add(threads.submit(() -> {
                    start.await();
                    try {
                        door.approve(request, asked -> GROUNDS);
                        return true;
                    } catch (ProblemsException e) {
                        assertThat(e.problems().get(0).code()).isEqualTo(Code.SECOND_PERSON);
                        return false;
                    }
                }));
            }
            int done = 0;
            for (Future<Boolean> end : ends) {
                done += end.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(door("x", "x").history().entries()).hasSize(2);
    }

    @Test
    void aLogThatWasChangedLetsNobodyThroughUntilSomebodyAnswersForIt() throws IOException {
        long request = requested("dpo@example.org", "one");
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()).enter();
        Path log = root.resolve("warehouse/ledger/acts");

        // without its last entry the copy could be sent again: the head beside it says that it was there
        Path last = log.resolve("000003.json");
        byte[] kept = Files.readAllBytes(last);
        Files.delete(last);
        refused(
                Code.NOT_PERMITTED,
                "was cut short",
                () -> door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()));
        Files.write(last, kept);

        Path second = log.resolve("000002.json");
        String text = Files.readString(second);
        Files.writeString(second, text.replace("li@example.org", "wo@example.org"));
        refused(
                Code.NOT_PERMITTED,
                "The signature of",
                () -> door("dpo@example.org", "one").alone(reveal()).enter());
        refused(
                Code.NOT_PERMITTED,
                "No role lets",
                () -> door("ann@example.org", "ann").restore("lost"));
        write(ROLES.replace("reveal,", "reveal, correct,"));
        door("dpo@example.org", "one").restore("An entry was changed");
        assertThat(door("x", "x").history().inOrder())
                .allSatisfy(known -> assertThat(known.state(now)).isEqualTo(ActRequest.State.ENDED));
        refused(
                Code.NOT_PERMITTED,
                "nothing to restore",
                () -> door("dpo@example.org", "one").restore("again"));
    }

    @Test
    void anEmptiedLogHasNoApproval() throws IOException {
        long request = requested("dpo@example.org", "one");
        door("li@example.org", "two").approve(request, asked -> GROUNDS);
        Path ledger = root.resolve("warehouse/ledger");
        try (Stream<Path> files = Files.walk(ledger)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        refused(
                Code.SECOND_PERSON,
                "It is request 1",
                () -> door("dpo@example.org", "one").asAsked(COPY, GROUNDS, Map.of()));
    }

    @Test
    void aWaiverOfTwoLastsUntilItsDay() {
        Waiver waiver =
                new Waiver("clinical", "r", LocalDate.parse("2027-05-01"), "dpo@example.org", "Known.", Place.of("w"));
        ActDetails asked = new ActDetails(
                Act.WAIVE, Map.of("rule", waiver.rule(), "until", waiver.until().toString()));
        Map<String, String> grounds = Map.of("rules.yaml", "c".repeat(64));
        refused(
                Code.SECOND_PERSON,
                "It is request 1",
                () -> door("dpo@example.org", "one").asAsked(asked, grounds, Map.of()));
        door("li@example.org", "two").approve(1, now -> grounds);
        now = NOW.plus(Duration.ofDays(30));
        for (int again = 0; again < 2; again++) {
            assertThat(door("dpo@example.org", "one")
                            .asAsked(asked, grounds, Map.of())
                            .enter()
                            .orElseThrow()
                            .approval())
                    .isPresent();
        }
        ActHistory history = door("x", "x").history();
        assertThat(history.waived(asked, "dpo@example.org")).isPresent();
        assertThat(history.waived(asked, "li@example.org")).isEmpty();
    }
}
