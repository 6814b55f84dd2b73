package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.engine.upkeep.CheckupFinding.Kind;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Senders;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the lineage of a workspace stands.
 *
 * @param settings where events go, a sentence; empty where it is as {@code weir.yaml} has it, or nowhere
 * @param findings what destinations have not got
 */
record LineageCheck(Optional<String> settings, List<CheckupFinding> findings) {

    LineageCheck {
        findings = List.copyOf(findings);
    }

    /** Looks; sends nothing. */
    static LineageCheck of(Workspace read, Map<String, String> environment) {
        LineageSettings settings;
        try {
            settings = LineageSettings.of(read, environment);
            Senders.open(read, settings, sentence -> {}).close(); // as a run does, which would end here
        } catch (ProblemsException e) {
            return new LineageCheck(
                    Optional.empty(),
                    e.problems().stream()
                            .map(problem -> CheckupFinding.ofTrial(Kind.LINEAGE, problem))
                            .toList());
        }
        try {
            return new LineageCheck(sentence(settings), findings(LineageBacklog.of(read, settings), settings));
        } catch (IOException e) {
            return new LineageCheck(
                    sentence(settings),
                    List.of(new CheckupFinding(
                            Kind.LINEAGE,
                            Spool.FOLDER,
                            "Events that wait cannot be counted ("
                                    + e.getClass().getSimpleName() + ").",
                            "Give this user the right to read the folder.")));
        }
    }

    private static Optional<String> sentence(LineageSettings settings) {
        String destinations =
                settings.names().isEmpty() ? "nowhere" : "to '" + String.join("', '", settings.names()) + "'";
        return switch (settings.origin()) {
            case PROFILE, NONE -> Optional.empty();
            case DISABLED ->
                Optional.of("Lineage events go nowhere: " + LineageSettings.DISABLED
                        + " is set, so none is sent and none is kept to be sent.");
            case FILE, ENVIRONMENT ->
                Optional.of("Lineage events go " + destinations + ", as OpenLineage's own configuration has it: "
                        + settings.place() + ".");
        };
    }

    private static List<CheckupFinding> findings(LineageBacklog backlog, LineageSettings settings) {
        List<CheckupFinding> findings = new ArrayList<>();
        settings.passedOver().forEach(key -> findings.add(CheckupFinding.ofTrial(Kind.LINEAGE, key)));
        for (LineageBacklog.State state : backlog.destinations()) {
            if (state.waiting() > 0) {
                findings.add(new CheckupFinding(
                        Kind.LINEAGE,
                        state.name(),
                        "Events that it has not taken: " + state.waiting() + ".",
                        "See to the server and to " + settings.place() + ", then 'weir lineage replay'."));
            }
            refused(state).ifPresent(findings::add);
        }
        for (LineageBacklog.State state : backlog.unnamed()) {
            if (state.waiting() > 0) {
                findings.add(new CheckupFinding(
                        Kind.LINEAGE,
                        state.name(),
                        "Events that wait for it, while the settings do not name it: " + state.waiting() + ".",
                        settings.remedyFor(state.name())));
            }
            refused(state).ifPresent(findings::add);
        }
        if (backlog.aside() > 0) {
            findings.add(new CheckupFinding(
                    Kind.LINEAGE,
                    Spool.FOLDER,
                    "It could not be written, and events are kept in 'lineage/spare': " + backlog.aside() + ".",
                    "Give this user the right to write there; 'weir lineage replay' sends them."));
        }
        if (backlog.dropped() > 0) {
            findings.add(new CheckupFinding(
                    Kind.LINEAGE,
                    Spool.FOLDER,
                    "Events that had to make room, and can no longer be sent: " + backlog.dropped() + ".",
                    "See to the destinations; 'weir lineage replay' sends what is left."));
        }
        return findings;
    }

    private static Optional<CheckupFinding> refused(LineageBacklog.State state) {
        return state.refused() == 0
                ? Optional.empty()
                : Optional.of(new CheckupFinding(
                        Kind.LINEAGE,
                        state.name(),
                        "Events that it has refused, or that are damaged: " + state.refused() + ".",
                        "'lineage/refused' has each with the answer or the reason. Once that is mended, 'weir lineage replay --refused' sends them"
                                + " again. Delete what is not to be sent."));
    }
}
