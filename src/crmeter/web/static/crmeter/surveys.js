"use strict";
// Shows how many questions are answered; without it each question says its own number.
const progress = document.querySelector("[data-survey-progress]");
if (progress) {
  const bar = progress.querySelector("progress");
  const isAnswered = (question) =>
    [...question.querySelectorAll("input, select, textarea")].some((field) =>
      field.type === "radio" ? field.checked : field.value.trim() !== "");
  const count = () => {
    bar.value = [...document.querySelectorAll(".survey-q")].filter(isAnswered).length;
  };
  progress.hidden = false;
  document.addEventListener("input", count);
  count();
}
