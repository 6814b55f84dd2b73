package dev.weir.jobs.engine.mask;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

class InitialsIT extends MaskContract {

    InitialsIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected Stream<String> masks() {
        return Stream.of("initials", "initials most=1", "initials most=99");
    }
}
