package dev.weir.jobs.engine.report;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that is added to those of OpenLineage's client: it puts events into a queue of this process, by its name. */
final class QueueTransport extends Transport {

    static final Map<String, List<String>> QUEUES = new ConcurrentHashMap<>();

    private final List<String> queue;

    private QueueTransport(String name) {
        this.queue = QUEUES.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>());
    }

    /** How it is found. */
    public static final class Builder implements TransportBuilder {

        @Override
        public String getType() {
            return "queue";
        }

        @Override
        public TransportConfig getConfig() {
            return new Config();
        }

        @Override
        public Transport build(TransportConfig config) {
            return new QueueTransport(((Config) config).queue);
        }
    }

    /** Its keys in {@code weir.yaml}. */
    public static final class Config implements TransportConfig {

        private String queue = "usual";

        public String getQueue() {
            return queue;
        }

        public void setQueue(String queue) {
            this.queue = queue;
        }
    }

    @Override
    public void emit(OpenLineage.RunEvent event) {
        queue.add(OpenLineageClientUtils.toJson(event));
    }

    @Override
    public void emit(OpenLineage.DatasetEvent event) {
        throw new AssertionError("a run tells of runs");
    }

    @Override
    public void emit(OpenLineage.JobEvent event) {
        throw new AssertionError("a run tells of runs");
    }

    @Override
    public void close() {
        // the queue outlives the run
    }
}
