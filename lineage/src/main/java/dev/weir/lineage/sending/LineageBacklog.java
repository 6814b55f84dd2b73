package dev.weir.lineage.sending;

import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What destinations have not got.
 *
 * @param destinations of the settings, in their order
 * @param unnamed destinations that runs were written for, and that the settings do not name; those alone that lack something
 * @param aside events that wait beside the spool, since that could not be written: each destination lacks them
 * @param dropped how many events had to make room in the spool
 */
public record LineageBacklog(List<State> destinations, List<State> unnamed, int aside, long dropped) {

    public LineageBacklog {
        destinations = List.copyOf(destinations);
        unnamed = List.copyOf(unnamed);
    }

    /**
     * How a destination stands.
     *
     * @param name as the settings have it, or had it
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
        SpareSpool spare = new SpareSpool(workspace.root(), profile, spool);
        int aside = spare.count();
        List<State> states = new ArrayList<>();
        for (String name : settings.names()) {
            states.add(new State(
                    name, spool.waiting(name) + aside, new RefusedEvents(workspace.root(), profile, name).count()));
        }
        return new LineageBacklog(states, unnamed(workspace, settings, spool, spare), aside, spool.dropped());
    }

    private static List<State> unnamed(Workspace workspace, LineageSettings settings, Spool spool, SpareSpool spare)
            throws IOException {
        String profile = workspace.profile().name();
        Map<String, Integer> waiting = spool.owed();
        spare.owed().forEach((name, count) -> waiting.merge(name, count, Integer::sum));
        Set<String> names = new TreeSet<>(waiting.keySet());
        names.addAll(RefusedEvents.destinations(workspace.root(), profile));
        settings.names().forEach(names::remove);
        List<State> states = new ArrayList<>();
        for (String name : names) {
            int refused = new RefusedEvents(workspace.root(), profile, name).count();
            State state = new State(name, waiting.getOrDefault(name, 0), refused);
            if (state.waiting() + state.refused() > 0) {
                states.add(state);
            }
        }
        return states;
    }

    /** Events that wait, of all destinations: one that two destinations lack counts twice. */
    public int waiting() {
        return Stream.concat(destinations.stream(), unnamed.stream())
                .mapToInt(State::waiting)
                .sum();
    }
}
