package dev.weir.releases.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A store as another one is, for those that do one call differently. */
public abstract class ThroughStorage implements LogStorage {

    private final LogStorage storage;

    public ThroughStorage(LogStorage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return storage.read(name);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return storage.list(folder);
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return storage.folders(folder);
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        return storage.create(name, content);
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        storage.replace(name, content);
    }

    @Override
    public void delete(String name) throws IOException {
        storage.delete(name);
    }

    @Override
    public String place(String name) {
        return storage.place(name);
    }
}
