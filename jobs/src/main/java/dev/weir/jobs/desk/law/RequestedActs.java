package dev.weir.jobs.desk.law;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.authoring.NewWaiver;
import dev.weir.releases.acts.ActHistory;
import dev.weir.releases.acts.ActRequest;
import dev.weir.releases.acts.Deed;
import dev.weir.releases.acts.LoggedAct;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What people have asked for that two have to answer for, and who was let through.
 *
 * @param requests the first first
 * @param entries of the whole log
 * @param now by which they wait or are over
 */
public record RequestedActs(List<ActRequest> requests, List<LoggedAct> entries, Instant now) {

    public RequestedActs {
        requests = List.copyOf(requests);
        entries = List.copyOf(entries);
    }

    /** All of them. */
    public static RequestedActs of(Desk desk, String by) {
        ActHistory history = desk.door(by).history();
        return new RequestedActs(history.inOrder(), history.entries(), desk.now());
    }

    /** One alone; none where there is no such request. */
    public RequestedActs only(long number) {
        return new RequestedActs(
                requests.stream().filter(request -> request.number() == number).toList(), List.of(), now);
    }

    /**
     * Approves a request as the second person.
     *
     * @throws dev.weir.contracts.ProblemsException when it cannot be approved, or not by them
     */
    public static RequestedActs approve(Desk desk, long number, String by) {
        Workspace read = desk.folder().readAsWritten().workspace().orElseGet(desk::read);
        ActRequest approved = desk.door(by).approve(number, asked -> grounds(read, asked));
        return new RequestedActs(List.of(approved), List.of(), desk.now());
    }

    private static Map<String, String> grounds(Workspace read, Deed asked) {
        return switch (asked.act()) {
            case WAIVE -> NewWaiver.grounds(read, asked);
            case EXPORT -> ExportAct.grounds(read, asked);
            default -> Map.of();
        };
    }
}
