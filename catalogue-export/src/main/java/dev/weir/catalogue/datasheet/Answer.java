package dev.weir.catalogue.datasheet;

import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * A question that a data sheet asks, and what the release says to it.
 *
 * @param question as the sheet has it
 * @param sentences each with its source; none where the question is open
 * @param open where an answer is written; empty text where nothing that Weir reads has a place for it
 */
record Answer(String question, List<Sourced> sentences, String open) {

    Answer {
        sentences = List.copyOf(sentences);
    }

    /** A sentence, and where it comes from. */
    record Sourced(String text, String source) {}

    /** What people write by a key of the product's file. */
    static Answer written(String question, String key, List<String> texts) {
        return new Answer(
                question, texts.stream().map(text -> new Sourced(text, key)).toList(), key);
    }

    /** What the release itself has. */
    static Answer known(String question, List<Sourced> sentences) {
        return new Answer(question, sentences, "");
    }

    /** What nothing that Weir reads has. */
    static Answer open(String question) {
        return new Answer(question, List.of(), "");
    }

    /** The same with further sentences. */
    Answer and(List<Sourced> further) {
        List<Sourced> all = new ArrayList<>(sentences);
        all.addAll(further);
        return new Answer(question, all, open);
    }

    /** What is missing, where it is open. */
    Gap gap(Manifest manifest) {
        return new Gap(
                question,
                open.isEmpty()
                        ? new Gap.NotMeasured("Nothing that Weir reads has a place for it")
                        : new Gap.Unwritten(Fact.file(manifest), open));
    }

    boolean isOpen() {
        return sentences.isEmpty();
    }
}
