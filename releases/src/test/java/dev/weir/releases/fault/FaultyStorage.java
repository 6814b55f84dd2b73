package dev.weir.releases.fault;

import static java.util.Objects.requireNonNull;

import dev.weir.releases.storage.LogStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A log's storage, each call of which is a point at which something may happen. */
public final class FaultyStorage implements LogStorage {

    private final LogStorage storage;

    public FaultyStorage(LogStorage storage) {
        this.storage = requireNonNull(storage, "storage");
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return Faults.read("log read " + name, Faults.FILES, () -> storage.read(name));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return Faults.read("log list " + folder, Faults.FILES, () -> storage.list(folder));
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return Faults.read("log folders " + folder, Faults.FILES, () -> storage.folders(folder));
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        return Faults.change("log create " + name, Faults.FILES, () -> storage.create(name, content));
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        Faults.<Boolean, IOException>change("log replace " + name, Faults.FILES, () -> {
            storage.replace(name, content);
            return true;
        });
    }

    @Override
    public void delete(String name) throws IOException {
        Faults.<Boolean, IOException>change("log delete " + name, Faults.FILES, () -> {
            storage.delete(name);
            return true;
        });
    }

    @Override
    public String place(String name) {
        return storage.place(name);
    }
}
