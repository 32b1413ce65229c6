using EmailCourse.Linting.Text;
using Xunit;

namespace EmailCourse.Tests.Linting;

public sealed class ReadabilityTests
{
    [Theory]
    [InlineData(
        1,
        "the",
        "like",
        "likes",
        "liked",
        "looked",
        "you",
        "your",
        "eyes",
        "goes",
        "house",
        "breathes",
        "through",
        "can't",
        "friend",
        "fire",
        "hours"
    )]
    [InlineData(
        2,
        "table",
        "voices",
        "houses",
        "wanted",
        "needed",
        "lonely",
        "careful",
        "something",
        "sometimes",
        "someone",
        "being",
        "saying",
        "didn't",
        "quiet",
        "people",
        "over",
        "hundred",
        "settled",
        "marriage",
        "language",
        "kitchen",
        "themselves",
        "player",
        "trial",
        "science",
        "create"
    )]
    [InlineData(
        3,
        "attachment",
        "period",
        "serious",
        "diaries",
        "opinion",
        "studying",
        "video",
        "usual",
        "idea",
        "various",
        "tomorrow",
        "quietly",
        "relation"
    )]
    [InlineData(4, "anxiety", "actually", "society", "relationship", "experience", "necessary", "variety")]
    [InlineData(5, "ambiguity", "vocabulary", "organisation")]
    public void Syllables_are_counted_as_they_are_spoken(int syllables, params string[] words) =>
        Assert.All(
            words,
            word => Assert.True(syllables == SyllableCounter.Count(word), $"{word}: {SyllableCounter.Count(word)}")
        );

    [Fact]
    public void A_grade_follows_from_words_sentences_and_syllables() =>
        // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59.
        Assert.Equal(-1.45, Readability.Grade(Sentence.Split("The cat sat on the mat.")), tolerance: 0.001);

    [Fact]
    public void What_is_no_sentence_makes_no_grade() =>
        Assert.Equal(0, Readability.Grade(Sentence.Split("Two minutes, if you like")));

    [Theory]
    [InlineData("One. Two.", "One.", "Two.")]
    [InlineData("“Are we okay?” she asked. He nodded.", "“Are we okay?” she asked.", "He nodded.")]
    [InlineData("“Come here.” “Why?” Nobody knew…", "“Come here.”", "“Why?”", "Nobody knew…")]
    [InlineData("Dr. Bloom and R. Chris agree, e.g. Here. Yes.", "Dr. Bloom and R. Chris agree, e.g. Here.", "Yes.")]
    [InlineData("At 8.30 it rang. 14 people came.", "At 8.30 it rang.", "14 people came.")]
    [InlineData("No end", "No end")]
    public void A_sentence_ends_where_a_reader_would_end_it(string text, params string[] sentences) =>
        Assert.Equal(sentences, Sentence.Split(text).Select(sentence => sentence.Text));

    [Fact]
    public void A_word_may_hold_a_hyphen_or_an_apostrophe() =>
        Assert.Equal(["It’s", "an", "old-fashioned", "14"], Sentence.WordsIn("It’s an old-fashioned – “14”!"));
}
