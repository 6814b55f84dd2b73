package dev.weir.jobs.release.storage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A store that is added to Weir's own: this process's memory, under a name, {@code memory:name}. */
final class MemoryStorage implements LogStorage {

    private static final Map<String, Map<String, byte[]>> STORES = new ConcurrentHashMap<>();

    private final String address;
    private final Map<String, byte[]> files;

    MemoryStorage(String address) {
        this.address = address;
        this.files = STORES.computeIfAbsent(address, first -> new ConcurrentHashMap<>());
    }

    /** How it is found. */
    public static final class Opener implements StorageOpener {

        @Override
        public boolean include(ReleaseStore store) {
            return store.address().matches("memory:[a-z0-9-]+");
        }

        @Override
        public LogStorage open(Workspace workspace) {
            return new MemoryStorage(workspace.profile().storage().releases().address());
        }
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public List<String> list(String folder) {
        return below(folder, rest -> rest.indexOf('/') < 0).toList();
    }

    @Override
    public List<String> folders(String folder) {
        return below(folder, rest -> rest.indexOf('/') >= 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }

    private Stream<String> below(String folder, Predicate<String> wanted) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return files.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(wanted);
    }

    @Override
    public boolean create(String name, byte[] content) {
        return files.putIfAbsent(name, content.clone()) == null;
    }

    @Override
    public void replace(String name, byte[] content) {
        files.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public String place(String name) {
        return address + "/" + name;
    }
}
