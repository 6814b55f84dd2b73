package dev.weir.releases.ledger;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.RunLock;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who writes which copy, by the id of the attempt: locks of the operating system on a disk, leases in a bucket. */
public sealed interface CopyLocks {

    /** The right to write a copy. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** What is known of a copy that is not completed. */
    enum Writing {
        /** A living process writes it. */
        AT_WORK,
        /** No process does. */
        OVER,
        /** A process does, or did until it died: a look cannot tell these from one another. */
        UNKNOWN
    }

    /** Takes it; empty when another process has it. */
    Optional<Held> tryTake(String attempt);

    /** Whether a process writes the copy now. */
    Writing look(String attempt);

    /** Removes what is left of it, once the transfer has ended. */
    void forget(String attempt);

    /** Those of a folder. */
    static CopyLocks in(FileStorage folder) {
        return folder.disk().<CopyLocks>map(OnDisk::new).orElseGet(() -> new InBucket(new LogFiles(folder)));
    }

    /** A lock ends with its process. */
    record OnDisk(Path folder) implements CopyLocks {
        @Override
        public Optional<Held> tryTake(String attempt) {
            return RunLock.tryTake(folder.resolve(attempt), "export " + attempt).map(lock -> lock::close);
        }

        @Override
        public Writing look(String attempt) {
            Path lock = folder.resolve(attempt);
            if (!Files.exists(lock)) {
                return Writing.OVER;
            }
            Optional<RunLock> taken = RunLock.tryTake(lock, "a look");
            taken.ifPresent(RunLock::close);
            return taken.isEmpty() ? Writing.AT_WORK : Writing.OVER;
        }

        @Override
        public void forget(String attempt) {
            Path lock = folder.resolve(attempt);
            try {
                Files.deleteIfExists(lock);
            } catch (IOException e) {
                throw Warehouse.notWritable(lock, e);
            }
        }
    }

    /** A lease is its holder's until it was silent for half a minute, which who takes it waits for. */
    record InBucket(LogFiles files) implements CopyLocks {
        private StorageLeases leases() {
            return new StorageLeases(files);
        }

        /** @throws ProblemsException with {@link Code#STORE_UNREACHABLE} */
        @Override
        public Optional<Held> tryTake(String attempt) {
            Optional<Lease> lease = leases().tryTake(attempt, "export " + attempt);
            return lease.map(held -> held::close);
        }

        @Override
        public Writing look(String attempt) {
            return leases().isFree(attempt) ? Writing.OVER : Writing.UNKNOWN;
        }

        /** The lease was given back: that stays. */
        @Override
        public void forget(String attempt) {}
    }
}
