package dev.weir.jobs.cli.terminal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A command that needs Spark on its class path. Others start in a third of the time, without it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequiresEngine {

    /** The options of which one is given where the engine is needed; none where it always is. */
    String[] with() default {};
}
