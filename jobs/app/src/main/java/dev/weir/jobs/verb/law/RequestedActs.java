package dev.weir.jobs.verb.law;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.verb.authoring.NewWaiver;
import dev.weir.releases.acts.AccessGuard;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.ActLog;
import dev.weir.releases.acts.ActRequest;
import dev.weir.releases.acts.LoggedAct;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people have asked for that two have to answer for, and who was let through.
 *
 * @param requests the first first
 * @param entries of the log as far as it is sound
 * @param wrong what is wrong with the log; nothing where it is sound
 * @param now by which they wait or have ended
 */
public record RequestedActs(List<Known> requests, List<LoggedAct> entries, List<Problem> wrong, Instant now) {

    public RequestedActs {
        requests = List.copyOf(requests);
        entries = List.copyOf(entries);
        wrong = List.copyOf(wrong);
    }

    /**
     * A request, and whether it still means anything.
     *
     * @param voidSince what has changed since it was made; empty where nothing has
     */
    public record Known(ActRequest request, Optional<String> voidSince) {
        /** What has become of it, in a word. */
        public String state(Instant now) {
            return voidSince.isPresent() ? "void" : request.state(now).word();
        }
    }

    public static RequestedActs of(Desk desk, String by) {
        return of(desk, by, desk.accessGuard(by).history().inOrder());
    }

    /** One alone; none where there is no such request. */
    public static RequestedActs one(Desk desk, String by, long number) {
        return of(
                desk,
                by,
                desk.accessGuard(by).history().request(number).stream().toList());
    }

    private static RequestedActs of(Desk desk, String by, List<ActRequest> requests) {
        return new RequestedActs(known(desk, by, requests), List.of(), List.of(), desk.now());
    }

    /** The log of acts, as far as it is sound. */
    public static RequestedActs log(Desk desk, String by) {
        ActLog.Sound sound = desk.accessGuard(by).sound();
        return new RequestedActs(
                known(desk, by, sound.history().inOrder()), sound.history().entries(), sound.wrong(), desk.now());
    }

    private static List<Known> known(Desk desk, String by, List<ActRequest> requests) {
        AccessGuard guard = desk.accessGuard(by);
        return requests.stream()
                .map(request -> new Known(request, guard.voidSince(request, asked -> grounds(read(desk), asked))))
                .toList();
    }

    private static Workspace read(Desk desk) {
        return desk.folder().readAsWritten().workspace().orElseGet(desk::read);
    }

    /**
     * Approves a request as the second person.
     *
     * @throws dev.weir.contracts.ProblemsException when it cannot be approved, or not by them
     */
    public static RequestedActs approve(Desk desk, long number, String by) {
        Workspace read = read(desk);
        ActRequest approved = desk.accessGuard(by).approve(number, asked -> grounds(read, asked));
        return new RequestedActs(List.of(new Known(approved, Optional.empty())), List.of(), List.of(), desk.now());
    }

    private static Map<String, String> grounds(Workspace read, ActDetails asked) {
        return switch (asked.act()) {
            case WAIVE -> NewWaiver.grounds(read, asked);
            case EXPORT -> ExportAct.grounds(read, asked);
            default -> Map.of();
        };
    }
}
