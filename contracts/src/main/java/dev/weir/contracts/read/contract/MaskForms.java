package dev.weir.contracts.read.contract;

import java.util.List;
import java.util.ServiceLoader;

/**
 * The masks that people may write, as far as that is known before they are loaded. The module of masks registers them:
 * {@link MaskReader} finds each implementation by {@link ServiceLoader}.
 */
public interface MaskForms {

    /** In the order in which messages list them. */
    List<Form> forms();

    /**
     * How a mask is written.
     *
     * @param method its name
     * @param parameters that may stand beside it, whatever else does
     */
    record Form(String method, List<FormParameter> parameters) {
        public Form {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * What stands beside a mask's name.
     *
     * @param name in files
     * @param words that it takes; none where it takes others than certain words
     * @param isRequired whether it has to be there
     */
    record FormParameter(String name, List<String> words, boolean isRequired) {
        public FormParameter {
            words = List.copyOf(words);
        }
    }
}
