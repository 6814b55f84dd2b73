package dev.weir.jobs;

import dev.weir.contracts.TableFormat;
import dev.weir.testing.Torture;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.TestInfo;

/** Cases of parametrised tests, of which an ordinary build tries a few that its commit draws, and a night all. */
public final class DrawnCases {

    private DrawnCases() {}

    /** Mostly one of the two table formats that Weir brings; both where the test is drawn itself. */
    public static List<TableFormat> formats(TestInfo test) {
        return Torture.draws(test.getTags())
                ? TableFormat.own()
                : Torture.drawn(
                        test.getTestClass().map(Class::getName).orElse("")
                                + test.getTestMethod().map(Method::getName).orElse(""),
                        TableFormat.own());
    }
}
