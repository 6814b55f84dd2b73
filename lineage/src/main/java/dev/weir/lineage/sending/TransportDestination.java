package dev.weir.lineage.sending;

import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;

/**
 * Any other transport of OpenLineage's port, {@code console} among them. An event counts as taken when the transport returns without
 * an exception: the port has no other answer.
 */
final class TransportDestination implements Destination {

    private final Transport transport;

    TransportDestination(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Delivery send(String event) throws InterruptedException {
        try {
            transport.emit(OpenLineageClientUtils.runEventFromJson(event));
        } catch (OutOfMemoryError e) { // the process's, not the transport's
            throw e;
        } catch (RuntimeException | Error e) { // a plugin's may throw anything
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Delivery.Later("the transport failed (" + Destination.kind(e) + ")");
        }
        return Delivery.TAKEN;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (Exception | LinkageError e) { // what the transport's interface declares, or its jar lacks
            throw new IllegalStateException("the transport did not close (" + Destination.kind(e) + ")", e);
        }
    }
}
