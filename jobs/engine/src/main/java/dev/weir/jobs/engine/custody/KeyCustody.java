package dev.weir.jobs.engine.custody;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.SparkSafeguards;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * How the keys of files that die with a run come to the tasks that write and read them. It travels to the tasks that write;
 * each takes a key for its file, and names it when it commits. What was named goes out again with the tasks that read.
 */
public interface KeyCustody extends Serializable {

    /**
     * That of a Spark: the keys stay in this process where its tasks do, and travel with them where these run in others.
     *
     * @throws ProblemsException when tasks run in other processes, and messages to them are not encrypted on their way
     */
    static KeyCustody of(SparkConf spark) {
        Map<String, String> settings = Arrays.stream(spark.getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
        List<Problem> lacking = SparkSafeguards.lackingBetweenProcesses(settings);
        ProblemsException.throwIfAny(lacking);
        return SparkSafeguards.inOneProcess(settings) ? new InProcessKeys() : new KeysInTaskDescription();
    }

    /** A key for a file that the asking task is about to write. */
    FileKey key();

    /**
     * Forgets keys: these, and all others that are still here. What was written with them can be read no more.
     *
     * @param known those that were named to the driver
     */
    void forget(Collection<FileKey> known);
}
