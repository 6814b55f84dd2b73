package dev.weir.releases.warehouse;

import dev.weir.releases.storage.FileStorage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Copies the files of a warehouse to another place, byte for byte. Left out are the release log, whose files have an order; the
 * metadata of Iceberg tables, which names whole paths; the catalogue's file; and what belongs to a place or a process: hidden
 * files, locks, and the file with the warehouse's place. The source is only read.
 *
 * @param anew whether files that are there already are copied again; otherwise a table's file of the same size counts as copied,
 *     since no table's file is changed once it is written
 */
public record WarehouseCopy(Warehouse source, Warehouse target, boolean anew) {

    /** Requests to a store wait for the network rather than for this machine. */
    private static final int AT_ONCE = 8;

    /**
     * What was copied.
     *
     * @param files how many are at the other place now, those of an earlier attempt included
     * @param bytes of all of them
     */
    public record Copied(long files, long bytes) {}

    /** Copies the files of all tables, those of the quarantine included. */
    public Copied tables() {
        return copy(true);
    }

    /** Copies what lies beside the tables: the transfer ledger, copies for recipients, and reports of runs. */
    public Copied papers() {
        return copy(false);
    }

    /** Whether something beside the tables has come or changed its size since {@link #papers} was asked: an export is at work. */
    public boolean isBehind() {
        try {
            for (String folder : folders(false)) {
                Map<String, Long> there = sizes(target.files(), folder);
                if (!there.entrySet().containsAll(sizes(source.files(), folder).entrySet())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw Warehouse.notWritable(target.files().place(""), e);
        }
    }

    private static Map<String, Long> sizes(FileStorage storage, String folder) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (FileStorage.StoredFile file : storage.walk(folder)) {
            if (isToCopy(file.name(), false)) {
                sizes.put(file.name(), file.bytes());
            }
        }
        return sizes;
    }

    private Copied copy(boolean tables) {
        try {
            long files = 0;
            long bytes = 0;
            for (String folder : folders(tables)) {
                Map<String, Long> there = new HashMap<>();
                target.files().walk(folder).forEach(file -> there.put(file.name(), file.bytes()));
                List<Callable<Void>> work = new ArrayList<>();
                for (FileStorage.StoredFile file : source.files().walk(folder)) {
                    if (!isToCopy(file.name(), tables)) {
                        continue;
                    }
                    files++;
                    bytes += file.bytes();
                    boolean isCopied = tables && !anew && isUnchanging(file.name());
                    if (!isCopied || !Long.valueOf(file.bytes()).equals(there.get(file.name()))) {
                        work.add(() -> put(file.name()));
                    }
                }
                doAll(work);
            }
            return new Copied(files, bytes);
        } catch (IOException e) {
            throw Warehouse.notWritable(target.files().place(""), e);
        }
    }

    private List<String> folders(boolean tables) throws IOException {
        return source.files().folders("").stream()
                .filter(name -> !name.startsWith("."))
                .filter(name -> source.isNamespace(name) == tables && !name.equals(Warehouse.RELEASES))
                .sorted()
                .toList();
    }

    private static boolean isToCopy(String name, boolean tables) {
        List<String> parts = Arrays.asList(name.split("/"));
        boolean isMetadata = tables && parts.size() > 3 && parts.get(2).equals("metadata");
        return !isMetadata && parts.stream().noneMatch(part -> part.startsWith("."));
    }

    /** Delta writes this one file of a table again and again. */
    private static boolean isUnchanging(String name) {
        return !name.endsWith("/_last_checkpoint");
    }

    @SuppressWarnings("NullAway") // Callable<Void> has no other value
    private Void put(String name) throws IOException {
        try (InputStream content = source.files().open(name)) {
            target.files().put(name, content);
        }
        return null;
    }

    private static void doAll(List<Callable<Void>> work) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Void>> begun = new ArrayList<>();
            work.forEach(one -> begun.add(threads.submit(one)));
            for (Future<Void> one : begun) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while files were copied", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("Files could not be copied", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
