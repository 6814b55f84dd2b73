package dev.weir.lineage.sending;

import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What destinations have not got.
 *
 * @param destinations of the settings, in their order
 * @param aside events that wait beside the spool, since that could not be written: each destination lacks them
 * @param dropped how many events had to make room in the spool
 */
public record LineageBacklog(List<State> destinations, int aside, long dropped) {

    public LineageBacklog {
        destinations = List.copyOf(destinations);
    }

    /**
     * How a destination stands.
     *
     * @param name as the settings have it
     * @param waiting events that it has not taken yet, those beside the spool among them
     * @param refused events that it will never take
     */
    public record State(String name, int waiting, int refused) {}

    /**
     * Counts; changes nothing.
     *
     * @throws IOException when the spool, or what was refused, cannot be read
     */
    public static LineageBacklog of(Workspace workspace, LineageSettings settings) throws IOException {
        String profile = workspace.profile().name();
        Spool spool = Spool.of(workspace.root(), profile);
        int aside = new SpareSpool(workspace.root(), profile, spool).count();
        List<State> states = new ArrayList<>();
        for (String name : settings.names()) {
            states.add(new State(
                    name, spool.waiting(name) + aside, new RefusedEvents(workspace.root(), profile, name).count()));
        }
        return new LineageBacklog(states, aside, spool.dropped());
    }

    /** Events that wait, of all destinations: one that two destinations lack counts twice. */
    public int waiting() {
        return destinations.stream().mapToInt(State::waiting).sum();
    }
}
