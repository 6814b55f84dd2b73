package dev.weir.jobs.engine.read.file;

import dev.weir.contracts.text.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SHA-256 of a file's bytes as they are read. No part of it can be computed without what stands before, so a large file has a
 * thread of its own for it: the reader of the file looks at the same bytes meanwhile. For one reader.
 */
public final class FileDigest implements AutoCloseable {

    /** In bytes: below it a thread is not worth its start. */
    private static final long LARGE = 64L << 20;

    private final MessageDigest digest;
    private final Optional<ExecutorService> beside;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private FileDigest(MessageDigest digest, Optional<ExecutorService> beside) {
        this.digest = digest;
        this.beside = beside;
    }

    /** Of a file of that size. */
    public static FileDigest of(long bytes) {
        return new FileDigest(
                Sha256.digest(),
                bytes < LARGE ? Optional.empty() : Optional.of(Executors.newSingleThreadExecutor(FileDigest::thread)));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "weir-file-digest");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes the first bytes of a piece, which stay as they are until {@link #await}. */
    public void add(byte[] piece, int length) {
        if (beside.isPresent()) {
            last = CompletableFuture.runAsync(() -> digest.update(piece, 0, length), beside.get());
        } else {
            digest.update(piece, 0, length);
        }
    }

    /** Waits until the last piece is no longer needed. */
    public void await() {
        last.join();
    }

    /** In hex, of all pieces; asked once. */
    public String hex() {
        await();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        beside.ifPresent(ExecutorService::shutdown);
    }
}
