package dev.weir.lineage;

import dev.weir.contracts.Workspace;
import dev.weir.lineage.sending.EventOptions;
import io.openlineage.client.OpenLineageClientUtils;
import java.util.Optional;

/** A run's OpenLineage events as text, for those who keep them rather than send them. */
public final class OpenLineageText {

    private OpenLineageText() {}

    /** The beginning and the ending, a JSON text per line, each as {@link OpenLineageListener} sends it for a run whose queries
     * are not known by their texts, which are evidence of their own, and without OpenLineage's own configuration. */
    public static String of(Workspace workspace, RunEvent.Started started, RunEvent.Ended ended) {
        OpenLineageEvents events = new OpenLineageEvents(workspace, EventOptions.NONE, Optional.empty());
        return OpenLineageClientUtils.toJson(events.start(started, 1)) + "\n"
                + OpenLineageClientUtils.toJson(events.end(ended, events.release(ended), Begun.of(started), 2))
                + "\n";
    }
}
