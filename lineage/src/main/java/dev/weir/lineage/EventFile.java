package dev.weir.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * OpenLineage's {@code file} transport, one JSON text per line: the client's own writes a failure to its log and does
 * not report it.
 */
final class EventFile extends Transport {

    private final Path file;

    /** Appends to the file; it and its folder come into being with the first event. */
    EventFile(Path file) {
        this.file = file;
    }

    @Override
    public void emit(OpenLineage.RunEvent event) {
        append(event);
    }

    @Override
    public void emit(OpenLineage.DatasetEvent event) {
        append(event);
    }

    @Override
    public void emit(OpenLineage.JobEvent event) {
        append(event);
    }

    /** Nothing is held open between events. */
    @Override
    public void close() {}

    private void append(Object event) {
        byte[] line = (OpenLineageClientUtils.toJson(event) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The lineage file " + file + " cannot be written", e);
        }
    }
}
