package dev.weir.jobs.engine.report;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A transport that is found beside those of OpenLineage's client. */
class QueueTransportIT extends TransportContract {

    private final String queue = UUID.randomUUID().toString();

    @Override
    protected String settings() {
        return "type: queue, queue: " + queue;
    }

    @Override
    protected List<String> arrived(Path workspace) {
        return QueueTransport.QUEUES.getOrDefault(queue, List.of());
    }
}
