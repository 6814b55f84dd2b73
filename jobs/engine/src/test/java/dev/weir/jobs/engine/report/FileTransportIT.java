package dev.weir.jobs.engine.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The transport into a file of the workspace. */
class FileTransportIT extends TransportContract {

    @Override
    protected String settings() {
        return "type: file, location: lineage/events.ndjson";
    }

    @Override
    protected List<String> arrived(Path workspace) throws IOException {
        return Files.readAllLines(workspace.resolve("lineage/events.ndjson"));
    }
}
