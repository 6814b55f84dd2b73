package dev.weir.jobs.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.lineage.EndingCause;
import dev.weir.releases.journal.UnfinishedRuns;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RunFaultsTest {

    private final Throwable full = new SparkException(
            "Job aborted: No space left on device", new IOException("write failed: No space left on device"));

    @Test
    void aFullDiskIsToldInTheSystemsWords() {
        assertThat(RunFaults.toUserFacing(full, Optional.empty()))
                .hasMessageContaining("S003  The disk is full; the system reports 'no space left on device'; free some"
                        + " space, or give this user the right to write there; the tables are as they were");
    }

    /** A run that was signed is published by whoever comes next: nobody may believe that nothing happened. */
    @Test
    void whatTheRunLeftIsSaidInsteadOfThatNothingHappened() {
        UnfinishedRuns.Left left = new UnfinishedRuns.Left(
                "run-2",
                UnfinishedRuns.Mending.ANY_COMMAND,
                "Publish mix@2, which run run-2 had signed before it ended.");
        assertThat(RunFaults.toUserFacing(full, Optional.of(left)))
                .hasMessageContaining("the run could not undo its work, and tables may show it; the next command of the"
                        + " product goes on: Publish mix@2, which run run-2 had signed before it ended.")
                .hasMessageNotContaining("as they were");
    }

    /** As Spark 3.5 reports it; the rest of its message may hold a value. */
    @Test
    void executorsThatAreLostAreTheClustersAndNotWeirs() {
        Throwable lost = new SparkException(
                "Job aborted due to stage failure: Task 3 in stage 7.0 failed 4 times, most recent failure: Lost task 3.3 in"
                        + " stage 7.0 (TID 41) (10.0.0.7 executor 5): ExecutorLostFailure (executor 5 exited)",
                new IllegalStateException("Zhang San"));
        assertThat(RunFaults.toUserFacing(lost, Optional.empty()))
                .hasMessageContaining("S009  The cluster took the run's executors away")
                .hasMessageContaining("'spark.executor.memory'")
                .hasMessageContaining("the tables are as they were")
                .hasMessageNotContaining("Zhang");
    }

    /** The exception of a task that was in another process is a text. */
    @Test
    void memoryThatIsNotThereIsToldWithWhatToDo() {
        for (Throwable failure : List.of(
                new SparkException("Job aborted", new OutOfMemoryError("Java heap space")),
                new SparkException(
                        "Job aborted due to stage failure: java.lang.OutOfMemoryError: Requested array size (Zhang San)",
                        null))) {
            assertThat(RunFaults.toUserFacing(failure, Optional.empty()))
                    .hasMessageContaining("S009  The run wants more memory than it has")
                    .hasMessageContaining("WEIR_JAVA_OPTIONS")
                    .hasMessageNotContaining("Zhang");
        }
    }

    /** What stands in Hadoop's words may be a request with its headers. */
    @Test
    void aStoreThatDoesNotAnswerIsToldAsThat() {
        ConnectException refused = new ConnectException("secret header");
        refused.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.net.Socket", "connect", "Socket.java", 1),
            new StackTraceElement("org.apache.hadoop.fs.s3a.S3AUtils", "translateException", "S3AUtils.java", 1)
        });
        assertThat(RunFaults.toUserFacing(new SparkException("Job aborted", refused), Optional.empty()))
                .hasMessageContaining(
                        "weir.yaml  S004  The store of the warehouse does not answer; nothing answers at the store's address; see that"
                                + " it is up and that this machine reaches it, then run again; the tables are as they were")
                .hasMessageNotContaining("header");
        ConnectException ofSpark = new ConnectException("an executor");
        assertThat(RunFaults.toUserFacing(new SparkException("Job aborted", ofSpark), Optional.empty()))
                .hasMessageNotContaining("S004");
    }

    /** The SDK's own exceptions are no exceptions of input and output; its client for HTTP throws what the language has. */
    @ParameterizedTest
    @MethodSource("ofClients")
    void whatTheClientOfABucketThrowsIsTheStores(RuntimeException failure, String words) {
        for (Throwable wrapped : List.of(
                failure,
                new SparkException("Job aborted", failure),
                new ExecutionException(failure),
                new UncheckedIOException(new IOException(failure)))) {
            assertThat(RunFaults.toUserFacing(wrapped, Optional.empty()))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            problems -> assertThat(problems.exit()).isEqualTo(ExitCode.STORAGE))
                    .hasMessageContaining("S004  The store of the warehouse does not answer; " + words)
                    .hasMessageNotContaining("secret");
        }
    }

    static List<Arguments> ofClients() {
        IllegalStateException pool = new IllegalStateException("secret");
        pool.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 1),
            new StackTraceElement("org.apache.http.util.Asserts", "check", "Asserts.java", 1),
            new StackTraceElement("dev.weir.Any", "any", "Any.java", 1)
        });
        return List.of(
                Arguments.of(
                        ApiCallTimeoutException.builder().message("secret").build(),
                        "the store does not answer in time"),
                Arguments.of(
                        ApiCallAttemptTimeoutException.builder()
                                .message("secret")
                                .build(),
                        "the store does not answer in time"),
                Arguments.of(SdkClientException.create("secret"), "its client reports SdkClientException"),
                Arguments.of(
                        S3Exception.builder().message("secret").statusCode(503).build(),
                        "its client reports S3Exception"),
                Arguments.of(AbortedException.create("secret"), "its client reports AbortedException"),
                Arguments.of(pool, "its client reports IllegalStateException"));
    }

    @Test
    void anExecutorsFailureThatCouldNotBeSentIsKnownByItsText() {
        assertThat(RunFaults.toUserFacing(
                        new SparkException(
                                "Job aborted due to stage failure: Task 0 failed: software.amazon.awssdk.core"
                                        + ".exception.ApiCallTimeoutException: Client execution did not complete"),
                        Optional.empty()))
                .hasMessageContaining("S004");
        assertThat(RunFaults.toUserFacing(new IllegalStateException("Zhang San"), Optional.empty()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCatalogueThatNamesWhatIsGoneIsNoFaultOfWeirs() {
        assertThat(RunFaults.toUserFacing(
                        new NotFoundException("File does not exist: %s", "t/1.metadata.json"), Optional.empty()))
                .hasMessageContaining("S004  The catalogue names a table whose metadata are not in the warehouse")
                .hasMessageContaining("'weir doctor'");
        assertThat(RunFaults.toUserFacing(
                        new NotFoundException("File does not exist: %s", "t/1.parquet"), Optional.empty()))
                .hasMessageContaining("S004  A file of a table is not in the warehouse")
                .hasMessageContaining("'weir doctor' names the releases");
    }

    @Test
    void metadataThatNobodyMayReadAreNotGone() {
        NotFoundException closed = new NotFoundException(
                new FileNotFoundException("t/1.metadata.json (Permission denied)"), "Failed to open t/1.metadata.json");
        assertThat(RunFaults.toUserFacing(closed, Optional.empty()))
                .hasMessageContaining("S003  A place cannot be read or written");
    }

    /** Hadoop writes a file of a bucket to a local disk first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space available in any of the local directories.",
                "Could not find any valid local directory for s3ablock-0001-"
            })
    void aLocalDiskThatIsFullIsNoStoreThatIsAway(String words) {
        IOException told = new IOException(words);
        told.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.hadoop.fs.s3a.S3AFileSystem", "create", "S3AFileSystem.java", 1)
        });
        assertThat(RunFaults.toUserFacing(told, Optional.empty())).hasMessageContaining("S003  The disk is full");
    }

    @Test
    void whatHasNothingToDoWithStoresIsToldAsItIs() {
        ProblemsException problem =
                ProblemsException.of(Code.TABLE_CHANGED, Place.of("p"), "It has changed", "why", "Run again.");
        assertThat(((ProblemsException) RunFaults.toUserFacing(problem, Optional.empty())).problems())
                .isEqualTo(problem.problems());
    }

    @Test
    void eventsGetCodesPlacesAndKindsOfCausesAndNoText() {
        Place place = new Place("sql/ward_days.sql", 3, 8);
        ProblemsException quoting = ProblemsException.of(
                Code.INVALID_SQL, place, "The query takes 'PT99999' for BIGINT", "it has 'PT99999'", "Write a number.");
        assertThat(RunFaults.causes(quoting))
                .containsExactly(new EndingCause.Fault(Code.INVALID_SQL, place, Optional.empty()));
        assertThat(RunFaults.causes(ProblemsException.of(
                        Code.STORE_UNREACHABLE,
                        place,
                        "what",
                        "why",
                        "remedy",
                        new SQLException("Zhang San is no user", "08001"))))
                .containsExactly(new EndingCause.Fault(Code.STORE_UNREACHABLE, place, Optional.of("SQLSTATE 08001")));
        assertThat(RunFaults.causes(new IllegalStateException("Zhang San", new IOException("Li Si"))))
                .containsExactly(new EndingCause.Fault(Code.INTERNAL, Place.of(""), Optional.of("IOException")));
        assertThat(RunFaults.causes(new RunStoppedException(StopSignal.TERM)))
                .containsExactly(new EndingCause.Stopped("SIGTERM"));
    }
}
