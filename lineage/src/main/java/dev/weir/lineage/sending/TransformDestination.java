package dev.weir.lineage.sending;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.TransformConfig;
import io.openlineage.client.transports.TransformTransport;
import io.openlineage.client.transports.Transport;
import org.jspecify.annotations.Nullable;

/** Changes each event by a class of the user's, under the keys of OpenLineage's {@code transform} transport, and sends what it gives. */
final class TransformDestination implements Destination {

    private final Captured captured = new Captured();
    private final TransformTransport transform;
    private final Destination inner;

    TransformDestination(TransformConfig config, Destination inner) {
        this.transform = new TransformTransport(config, captured);
        this.inner = inner;
    }

    @Override
    public Delivery send(String event) throws InterruptedException {
        captured.event = null;
        try {
            transform.emit(OpenLineageClientUtils.runEventFromJson(event));
        } catch (RuntimeException e) { // the user's class may throw anything
            return new Delivery.Later("the transformer failed (" + Destination.kind(e) + ")");
        }
        String transformed = captured.event;
        return transformed == null ? Delivery.TAKEN : inner.send(transformed);
    }

    @Override
    public void close() {
        inner.close();
    }

    /** Where the client's class leaves what the transformer gives; nothing, where it leaves the event out. */
    private static final class Captured extends Transport {
        private @Nullable String event;

        @Override
        public void emit(OpenLineage.RunEvent transformed) {
            event = OpenLineageClientUtils.toJson(transformed);
        }

        @Override
        public void emit(OpenLineage.DatasetEvent transformed) {
            throw new IllegalStateException("a run's events are about runs");
        }

        @Override
        public void emit(OpenLineage.JobEvent transformed) {
            throw new IllegalStateException("a run's events are about runs");
        }

        /** It holds nothing open. */
        @Override
        public void close() {}
    }
}
