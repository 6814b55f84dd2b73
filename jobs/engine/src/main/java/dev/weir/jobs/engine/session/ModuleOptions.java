package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/** The packages of Java that Spark asks to be opened to it: Spark's own list, which its scripts hand to Java. */
final class ModuleOptions {

    private static final Pattern OPENED = Pattern.compile("--add-opens=([\\w.]+)/([\\w.]+)=ALL-UNNAMED");

    private ModuleOptions() {}

    /** Those of them that this process has not. */
    static List<String> lacking() {
        Module spark = JavaModuleOptions.class.getModule();
        return OPENED.matcher(JavaModuleOptions.defaultModuleOptions())
                .results()
                .filter(option -> !isOpen(option, spark))
                .map(MatchResult::group)
                .toList();
    }

    private static boolean isOpen(MatchResult option, Module to) {
        Optional<Module> module = ModuleLayer.boot().findModule(option.group(1));
        return module.isEmpty()
                || !module.get().getPackages().contains(option.group(2))
                || module.get().isOpen(option.group(2), to);
    }

    /**
     * Asks for all of them in this process.
     *
     * @throws ProblemsException C004 when it has not
     */
    static void require() {
        List<String> lacking = lacking();
        if (!lacking.isEmpty()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("this Java process"),
                    "Java was started without " + String.join(" ", lacking),
                    "Spark looks into these packages of Java, and would stop in the middle of a run",
                    "start it by weir, weir submit or spark-submit, or with these options");
        }
    }
}
