package dev.weir.releases.acts;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Role;
import dev.weir.contracts.roles.Roles;
import dev.weir.contracts.roles.json.RolesJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.law.LawPack;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one door through which everything goes that not everybody may do. In a workspace that names no roles it stands open. Else
 * the caller needs a role that allows it, and is entered in the log of acts before they do it; where two people have to answer
 * for it, a second one has approved exactly this.
 */
public final class AccessGuard {

    private final Workspace workspace;
    private final Requester asker;
    private final Clock clock;
    private final ActLog log;

    /** @param workspace of which {@code weir.yaml} is enough */
    public AccessGuard(Workspace workspace, Requester asker, Clock clock) {
        this.workspace = workspace;
        this.asker = asker;
        this.clock = clock;
        this.log = ActLog.of(workspace);
    }

    /** Whether two people have to answer for an act, as the workspace or its law asks. */
    public static boolean needsTwo(Workspace workspace, Act act) {
        return workspace.roles().byTwo().contains(act)
                || (act.canBeByTwo()
                        && workspace.law().overlay().isPresent()
                        && LawPack.of(workspace.law()).asksTwoPeople(act));
    }

    /**
     * Lets the caller do what one person answers for.
     *
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when no role of theirs lets them, or nothing proves who they are
     */
    public Permit alone(ActDetails asked) {
        return actor(asked.act()).map(actor -> alone(actor, asked)).orElseGet(Permit::open);
    }

    private Permit alone(Actor actor, ActDetails asked) {
        return Permit.of(
                new ActAuthorisation(actor, Optional.empty()),
                () -> log.append(now(), actor, history -> new ActEvent.Begun(asked, OptionalLong.empty())));
    }

    /**
     * Lets the caller do it; where two people have to answer for it, if a second one has approved exactly this. Else it is
     * entered as a request, and nothing is done.
     *
     * @param grounds what it stands on, each with the SHA-256 of its content
     * @param shown what the second person has to know of it, by name
     * @throws ProblemsException as {@link #alone}; with {@link Code#SECOND_PERSON} when a second person has to approve it first
     */
    public Permit asAsked(ActDetails asked, Map<String, String> grounds, Map<String, String> shown) {
        Optional<Actor> actor = actor(asked.act());
        if (actor.isEmpty()) {
            return Permit.open();
        }
        return needsTwo(workspace, asked.act())
                ? together(actor.get(), new ActEvent.Requested(asked, all(grounds), shown))
                : alone(actor.get(), asked);
    }

    /** Whether {@link #asAsked} would make a new request now; errors as there. */
    public boolean makesRequest(ActDetails asked, Map<String, String> grounds) {
        Optional<Actor> actor = actor(asked.act());
        if (actor.isEmpty() || !needsTwo(workspace, asked.act())) {
            return false;
        }
        ActEvent.Requested wanted = new ActEvent.Requested(asked, all(grounds), Map.of());
        ActHistory history = log.read();
        return ready(history, actor.get(), wanted).isEmpty()
                && waiting(history, actor.get(), wanted).isEmpty();
    }

    /** Who may do what is a ground of every request. */
    private Map<String, String> all(Map<String, String> grounds) {
        Map<String, String> all = new LinkedHashMap<>(grounds);
        all.put("roles in weir.yaml", Sha256.hex(Json.print(RolesJson.of(workspace.roles()))));
        return all;
    }

    private Permit together(Actor actor, ActEvent.Requested wanted) {
        Optional<ActRequest> ready = ready(log.read(), actor, wanted);
        if (ready.isEmpty()) {
            throw waits(requested(actor, wanted));
        }
        ActRequest request = ready.get();
        Actor second = request.approver().orElseThrow();
        return Permit.of(
                new ActAuthorisation(actor, Optional.of(new ActAuthorisation.Approval(request.number(), second))),
                () -> log.append(now(), actor, history -> begun(history, request)));
    }

    private Optional<ActRequest> ready(ActHistory history, Actor actor, ActEvent.Requested wanted) {
        return history.of(wanted, now())
                .filter(request -> isBy(request, actor) && request.isReady(now()))
                .filter(request -> lostRole(request).isEmpty())
                .findFirst();
    }

    private static boolean isBy(ActRequest request, Actor actor) {
        return request.maker().person().equals(actor.person());
    }

    /** Another process may have begun it meanwhile. */
    private ActEvent begun(ActHistory history, ActRequest request) {
        if (history.request(request.number())
                .filter(found -> found.isReady(now()))
                .isEmpty()) {
            throw refused(
                    Code.SECOND_PERSON,
                    "Request " + request.number() + " was carried out already",
                    "another command was first, and one approval is for one copy",
                    "ask anew");
        }
        return new ActEvent.Begun(request.asked(), OptionalLong.of(request.number()));
    }

    /** The request that waits for the same already, or a new one. */
    private ActRequest requested(Actor actor, ActEvent.Requested wanted) {
        Instant at = now();
        Optional<ActRequest> waiting = waiting(log.read(), actor, wanted);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        long number = log.append(at, actor, history -> wanted);
        return log.read().request(number).orElseThrow();
    }

    private Optional<ActRequest> waiting(ActHistory history, Actor actor, ActEvent.Requested wanted) {
        return history.of(wanted, now())
                .filter(request -> isBy(request, actor) && request.state(now()) == ActRequest.State.WAITS)
                .filter(request -> lostRole(request).isEmpty())
                .findFirst();
    }

    private ProblemsException waits(ActRequest request) {
        return refused(
                Code.SECOND_PERSON,
                "It is request " + request.number() + " now, and nothing is done yet",
                "two people have to answer for '" + request.asked().act().word()
                        + "' here; it waits for the second until "
                        + request.ends().truncatedTo(ChronoUnit.MINUTES),
                "somebody else with the role " + roles(request.asked().act()) + " looks at it with 'weir approve "
                        + request.number() + "'; then give the same command again");
    }

    /**
     * Approves a request as the second person.
     *
     * @param now what a request stands on by now
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when no role lets the caller; with {@link Code#SECOND_PERSON}
     *     when there is no such request, it waits no more, they made it themselves, or what it stands on is another by now
     */
    public ActRequest approve(long number, Function<ActDetails, Map<String, String>> now) {
        ActRequest request = request(log.read(), number);
        Actor second = actor(request.asked().act())
                .orElseThrow(() -> refused(
                        Code.SECOND_PERSON,
                        "weir.yaml names no roles",
                        "nobody can tell a second person from the first",
                        "name roles, and ask anew"));
        requireWaiting(request);
        lostRole(request).ifPresent(actor -> {
            throw refused(
                    Code.SECOND_PERSON,
                    "Request " + request.number() + " rests on a role that is gone",
                    actor.words() + " has it no more, or it does not let them '"
                            + request.asked().act().word() + "' any more",
                    "ask anew, by people who have the role now");
        });
        if (request.maker().mayBe(second)) {
            throw refused(
                    Code.SECOND_PERSON,
                    "Request " + number + " cannot be approved by " + second.words(),
                    request.maker().words() + " made it, and a second person needs another name"
                            + (workspace.roles().oidc().isPresent()
                                    ? " and another subject of the issuer"
                                    : " and another account of the machine"),
                    "somebody else with the role " + roles(request.asked().act()) + " approves it");
        }
        Optional<String> changed = changed(request, now.apply(request.asked()));
        if (changed.isPresent()) {
            throw refused(
                    Code.SECOND_PERSON,
                    "Request " + number + " is not about what is there now",
                    "since it was made, " + changed.get(),
                    "let " + request.maker().person() + " ask anew");
        }
        log.append(now(), second, history -> {
            requireWaiting(request(history, number));
            return new ActEvent.Approved(number);
        });
        return request(log.read(), number);
    }

    private static ActRequest request(ActHistory history, long number) {
        return history.request(number)
                .orElseThrow(() -> refused(
                        Code.SECOND_PERSON,
                        "There is no request " + number,
                        "requests are numbered as entries of the log of acts are",
                        "see 'weir approve --list'"));
    }

    private void requireWaiting(ActRequest request) {
        if (request.state(now()) != ActRequest.State.WAITS) {
            throw refused(
                    Code.SECOND_PERSON,
                    "Request " + request.number() + " waits for nobody",
                    request.approver()
                            .map(by -> by.words() + " has approved it already")
                            .orElse("a request can be approved for " + ActRequest.TERM.toDays()
                                    + " days, and its time is over"),
                    "see 'weir approve --list'");
        }
    }

    /**
     * Who of a request's people has lost the role since. A token's roles are known to its bearer alone.
     */
    private Optional<Actor> lostRole(ActRequest request) {
        return Stream.concat(Stream.of(request.maker()), request.approver().stream())
                .filter(actor -> !isStill(actor, request))
                .findFirst();
    }

    private boolean isStill(Actor actor, ActRequest request) {
        Roles roles = workspace.roles();
        boolean isToken = actor.proof() instanceof IdentityProof.Token;
        return isToken == roles.oidc().isPresent()
                && roles.granting(request.asked().act()).stream()
                        .filter(role -> role.name().equals(actor.role()))
                        .anyMatch(role -> role.isOf(actor.person())
                                || (isToken && !role.claims().isEmpty()));
    }

    /** What a request stands on that is another by now. */
    private Optional<String> changed(ActRequest request, Map<String, String> now) {
        Map<String, String> was = request.event().grounds();
        Map<String, String> is = all(now);
        String names = Stream.concat(was.keySet().stream(), is.keySet().stream())
                .filter(name -> !Optional.ofNullable(was.get(name)).equals(Optional.ofNullable(is.get(name))))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names + " changed");
    }

    /**
     * Why a request is void that waits, or that was approved and not carried out; empty where it is not.
     *
     * @param now what a request stands on by now
     */
    public Optional<String> voidSince(ActRequest request, Function<ActDetails, Map<String, String>> now) {
        ActRequest.State state = request.state(now());
        if (state != ActRequest.State.WAITS && state != ActRequest.State.APPROVED) {
            return Optional.empty();
        }
        Optional<String> lost = lostRole(request).map(actor -> actor.person() + " has lost the role");
        if (lost.isPresent()) {
            return lost;
        }
        try {
            return changed(request, now.apply(request.asked()));
        } catch (ProblemsException e) {
            return Optional.of(e.problems().get(0).what());
        }
    }

    /** What the log of acts tells as far as it is sound. */
    public ActLog.Sound sound() {
        return log.sound();
    }

    /** What the log of acts tells. */
    public ActHistory history() {
        return log.read();
    }

    /**
     * Lets the log of acts go on after a loss.
     *
     * @return the place of its entry
     */
    public String restore(String reason) {
        Actor actor = actor(Act.CORRECT)
                .orElseThrow(() -> refused(
                        Code.NOT_PERMITTED,
                        "weir.yaml names no roles",
                        "the log of acts is about them, and nobody asks for it without",
                        "name roles, or leave it as it is"));
        return log.restore(now(), actor, reason);
    }

    /** Who asks, by the role that lets them; empty where everybody may. */
    private Optional<Actor> actor(Act act) {
        Roles roles = workspace.roles();
        if (!roles.areNamed()) {
            if (needsTwo(workspace, act)) {
                throw refused(
                        Code.NOT_PERMITTED,
                        "Nobody may '" + act.word() + "' here",
                        "the law's overlay asks for two people, and weir.yaml names no role that lets them",
                        "name roles in weir.yaml");
            }
            return Optional.empty();
        }
        List<Role> granting = roles.granting(act);
        List<Identification.Known> names = new Identification(workspace, clock).of(asker);
        return Optional.of(names.stream()
                .flatMap(known -> granting.stream()
                        .filter(known::has)
                        .map(role -> new Actor(known.person(), role.name(), known.proof())))
                .findFirst()
                .orElseThrow(() -> notPermitted(act, names)));
    }

    private ProblemsException notPermitted(Act act, List<Identification.Known> names) {
        String who = names.isEmpty()
                ? "you"
                : names.stream().map(known -> "'" + known.person() + "'").collect(Collectors.joining(" or "));
        List<Role> granting = workspace.roles().granting(act);
        return ProblemsException.of(
                Code.NOT_PERMITTED,
                Place.of("weir.yaml"),
                "No role lets " + who + " '" + act.word() + "': " + act.words(),
                granting.isEmpty()
                        ? "no role of weir.yaml gives it to anybody"
                        : "it needs the role " + roles(act)
                                + people(granting)
                                + (workspace.roles().oidc().isPresent()
                                        ? ""
                                        : "; an account is taken as the machine knows it, an e-mail address from --by"
                                                + " or git"),
                "ask somebody who has the role; who may change weir.yaml can give it to you there");
    }

    private static String people(List<Role> granting) {
        String people = granting.stream()
                .flatMap(role -> Stream.concat(
                        role.people().stream().map(Person::name),
                        role.claims().stream().map(claim -> "'" + claim + "' in a token")))
                .distinct()
                .collect(Collectors.joining(", "));
        return people.isEmpty() ? "" : ", which is with " + people;
    }

    private String roles(Act act) {
        return workspace.roles().granting(act).stream()
                .map(role -> "'" + role.name() + "'")
                .collect(Collectors.joining(" or "));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemsException refused(Code code, String what, String why, String remedy) {
        return ProblemsException.of(code, Place.of("weir.yaml"), what, why, remedy);
    }
}
