package dev.weir.jobs.draft;

import java.util.List;

/** A person who is asked what the files do not show. */
public interface DraftAnswers {

    /** Takes the careful answers. */
    DraftAnswers CAREFUL = questions -> List.of();

    /**
     * What the columns are about, all asked at once.
     *
     * @return an answer to some of the questions; the careful answer holds for the others
     */
    List<Answer> to(List<Question> questions);

    /**
     * A column of unknown meaning.
     *
     * @param column {@code table.column}
     * @param label what the files call it
     * @param category the careful answer
     * @param because what speaks for it
     */
    record Question(String column, String label, String category, String because) {}

    record Answer(String column, String category) {}
}
