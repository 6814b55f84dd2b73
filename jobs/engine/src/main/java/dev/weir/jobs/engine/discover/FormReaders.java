package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.StrictText;
import dev.weir.jobs.engine.read.value.InvalidValueError;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** The strict readers of all forms: what they read here, they read in a run. For one thread. */
final class FormReaders {

    private static final int LONGEST = 64;

    /** With what values of some form begin: most texts are known for texts by their first character. */
    private static final String BEGINNINGS = "0123456789+-.tTfF";

    private final List<StrictText> readers =
            ValueForm.ALL.stream().map(form -> new StrictText(form.type())).toList();

    /** Whether a text is a value of a form. */
    boolean reads(int form, String value) {
        if (value.isEmpty()
                || value.length() > LONGEST
                || BEGINNINGS.indexOf(value.charAt(0)) < 0
                || !ValueForm.ALL.get(form).shape().matcher(value).matches()) {
            return false;
        }
        try {
            return readers.get(form).read(UTF8String.fromString(value)).numFields() > 0;
        } catch (InvalidValueError none) {
            return false;
        }
    }
}
